package import Recording
package import RunEvents

/// An event that is made when its run is over, such as the answer of an intervention.
package enum LateEvent {
    /// Adds it to the recording of a run that is not under way.
    ///
    /// - Throws: `RecordingError` where the recording cannot be opened again, or written to.
    package static func add(_ event: RunEvent, to folder: RunFolder) throws {
        let recorder = try RunRecorder.continuing(folder)
        recorder.record(event)
        recorder.close()
        if let failure = recorder.failure { throw failure }
    }
}
