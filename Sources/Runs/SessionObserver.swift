package import Recording

/// Who is told what becomes of a recording, besides its events. All are called from any thread.
package struct SessionObserver: Sendable {
    /// Hears how the recording fares.
    package var recording: @Sendable (RecorderReport) -> Void
    /// What is wrong with a recording that goes on all the same.
    package var noticed: @Sendable (RecordingError) -> Void
    /// The steps of all checkpoints that were made, after each. Old ones may be gone.
    package var checkpointKept: @Sendable ([Int]) -> Void

    /// - Parameters:
    ///   - recording: hears how the recording fares.
    ///   - noticed: hears what is wrong with a recording that goes on all the same.
    ///   - checkpointKept: hears the steps of all checkpoints, after each that was made.
    package init(
        recording: @escaping @Sendable (RecorderReport) -> Void, noticed: @escaping @Sendable (RecordingError) -> Void,
        checkpointKept: @escaping @Sendable ([Int]) -> Void = { _ in }
    ) {
        (self.recording, self.noticed, self.checkpointKept) = (recording, noticed, checkpointKept)
    }
}
