/// What drives the edge: the gradient (functional), weight decay (compression), or both (mixed).
package enum DriveClass: String, Sendable, Codable, CaseIterable {
    case functional, mixed, compression
}
