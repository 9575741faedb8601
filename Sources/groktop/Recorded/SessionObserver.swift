internal import Recording

/// Who is told what becomes of a recording, besides its events. All are called from any thread.
struct SessionObserver: Sendable {
    var recordingFailed: @Sendable (RecordingError) -> Void
    /// What is wrong with a recording that goes on all the same.
    var noticed: @Sendable (RecordingError) -> Void
    /// The steps of all checkpoints that were made, after each. Old ones may be gone.
    var checkpointKept: @Sendable ([Int]) -> Void = { _ in }

    /// One line on standard error.
    static let lines = SessionObserver(
        recordingFailed: { StandardError.line("groktop: \($0); the run goes on unrecorded") },
        noticed: { StandardError.line("groktop: \($0)") })
}
