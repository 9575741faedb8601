/// What becomes of a recording while it goes on, besides its events.
package enum RecorderReport: Sendable, Equatable {
    /// Events cannot be written just now. They are kept in memory, and written when they can be.
    case waits(RecordingError)
    /// Everything that waited has been written.
    case goesOn
    /// The recording has ended before the run. What came after the last commit is missing, and all that is to come.
    case ended(RecordingError)
    /// A checkpoint could not be written. The recording goes on without it.
    case checkpointMissing(step: Int, RecordingError)
}
