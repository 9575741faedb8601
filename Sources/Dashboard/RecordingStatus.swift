/// Whether the run on the screen is being recorded.
package enum RecordingStatus: Hashable, Sendable {
    case off
    /// By the name of the recording.
    case to(name: String)
    /// What came after this is lost, and why.
    case failed(reason: String)
}
