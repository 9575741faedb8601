package import Recording

/// Receives reports about a recording besides its events. Its functions are called from any thread.
package struct SessionObserver: Sendable {
    /// Receives reports of the recorder, such as that writing fails or works again.
    package var recording: @Sendable (RecorderReport) -> Void
    /// Receives problems that the session could avoid, such as a damaged checkpoint.
    package var noticed: @Sendable (RecordingError) -> Void
    /// Receives the steps of all checkpoints after each one that is made. Old checkpoints may be gone by then.
    package var checkpointKept: @Sendable ([Int]) -> Void

    /// - Parameters:
    ///   - recording: receives reports of the recorder.
    ///   - noticed: receives problems that the session could avoid.
    ///   - checkpointKept: receives the steps of all checkpoints after each one that is made.
    package init(
        recording: @escaping @Sendable (RecorderReport) -> Void, noticed: @escaping @Sendable (RecordingError) -> Void,
        checkpointKept: @escaping @Sendable ([Int]) -> Void = { _ in }
    ) {
        (self.recording, self.noticed, self.checkpointKept) = (recording, noticed, checkpointKept)
    }
}
