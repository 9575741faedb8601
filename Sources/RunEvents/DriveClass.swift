/// What drives the edge: the gradient (functional), weight decay (compression), or both (mixed).
package enum DriveClass: String, Sendable, Codable, CaseIterable {
    case functional, mixed, compression
    /// Nobody knows which part of the updates is weight decay, in a run of another program.
    case unsplit
}
