package import Recording
package import RunEvents

/// Adds an event to a run that is over, such as the answer of an intervention.
package enum LateEvent {
    /// Opens the recording, appends the event and closes the recording again.
    ///
    /// - Throws: `RecordingError` where the recording cannot be opened or written, also where another process records
    ///   the run.
    package static func add(_ event: RunEvent, to folder: RunFolder) throws {
        let recorder = try RunRecorder.continuing(folder)
        recorder.record(event)
        recorder.close()
        if let failure = recorder.failure { throw failure }
    }
}
