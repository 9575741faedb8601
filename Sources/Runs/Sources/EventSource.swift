package import Console
package import Recording
package import RunEvents
package import Training

/// A source of the events of one run: a trainer, a recording, a recording that grows, a stream. The host of the screen
/// knows nothing else of where events come from.
package protocol EventSource: Sendable {
    /// What can be asked of the source.
    var capabilities: SourceCapabilities { get }

    /// Why it cannot do all that its kind can, in a few words; nil where it can.
    var limit: String? { get }

    /// The recording that it reads or writes; nil where there is none.
    var folder: RunFolder? { get }

    /// The last step that is derived again before anything new comes; nil where everything is new.
    var untilStep: Int? { get }

    /// Hands over what comes, in order, until nothing more can come or the task is cancelled.
    ///
    /// - Parameters:
    ///   - sequence: the last event of the recording that is known already; 0 for none.
    ///   - sink: takes what comes, on any thread; never on two at once.
    /// - Returns: how a training ended; nil where nothing was trained here.
    /// - Throws: what ended the source too early.
    func run(after sequence: Int, _ sink: @escaping @Sendable (SourceEvent) -> Void) async throws -> TrainingEnd?

    /// Asks something of the run. Returns at once.
    ///
    /// - Precondition: the source can be steered, or the command is `stop`.
    func send(_ command: RunCommand)

    /// Adds an event that is made beside the run, such as the answer of an intervention, to its recording.
    ///
    /// - Throws: `RecordingError`.
    func add(_ event: RunEvent) throws

    /// Returns when everything that came so far is in the recording.
    func flush()

    /// Lets go of a source that is not run after all.
    func close()

    /// What the recording lacks once the run is over; nil where it is whole, or nobody wanted one.
    var gap: Failure? { get }

    /// The steps of interventions that were asked for before the run was interrupted, and not answered.
    var openInterventions: [Int] { get }
}

/// The answers of a source that only hands events over and has no recording.
extension EventSource {
    /// No limit.
    package var limit: String? { nil }
    /// No recording.
    package var folder: RunFolder? { nil }
    /// Everything is new.
    package var untilStep: Int? { nil }
    /// Nothing is missing.
    package var gap: Failure? { nil }
    /// No open interventions.
    package var openInterventions: [Int] { [] }

    /// Ignores the command.
    package func send(_: RunCommand) {}
    /// Drops the event: there is no recording to add it to.
    package func add(_: RunEvent) throws {}
    /// Returns at once: nothing is written.
    package func flush() {}
    /// Does nothing: there is nothing to let go of.
    package func close() {}
}
