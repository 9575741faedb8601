internal import Recording

/// Who is told what becomes of a recording, besides its events. Both are called from any thread.
struct SessionObserver: Sendable {
    var recordingFailed: @Sendable (RecordingError) -> Void
    /// The steps of all checkpoints that were made, after each. Old ones may be gone.
    var checkpointKept: @Sendable ([Int]) -> Void = { _ in }

    /// One line on standard error.
    static let lines = SessionObserver { error in
        StandardError.line("groktop: \(error); the run goes on unrecorded")
    }
}
