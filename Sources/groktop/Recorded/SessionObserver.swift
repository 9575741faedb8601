internal import Recording

/// Who is told what becomes of a recording, besides its events. All are called from any thread.
struct SessionObserver: Sendable {
    var recording: @Sendable (RecorderReport) -> Void
    /// What is wrong with a recording that goes on all the same.
    var noticed: @Sendable (RecordingError) -> Void
    /// The steps of all checkpoints that were made, after each. Old ones may be gone.
    var checkpointKept: @Sendable ([Int]) -> Void = { _ in }

    private static func text(_ report: RecorderReport) -> String {
        switch report {
        case .waits(let error): "\(error); events are kept in memory until they can be written"
        case .goesOn: "the recording goes on, and has all events"
        case .ended(let error): "\(error); the run goes on unrecorded"
        case .checkpointMissing(let step, let error): "\(error); there is no checkpoint of step \(step)"
        }
    }

    /// One line on standard error.
    static let lines = SessionObserver(
        recording: { StandardError.line("groktop: \(text($0))") },
        noticed: { StandardError.line("groktop: \($0)") })
}
