/// Whether the run on the screen is being recorded.
package enum RecordingStatus: Hashable, Sendable {
    case off
    /// By the name of the recording.
    case to(name: String)
    /// Nothing is lost yet, but it cannot be written just now, and why.
    case waiting(reason: String)
    /// What came after this is lost, and why.
    case failed(reason: String)
}
