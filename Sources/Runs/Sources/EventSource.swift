package import Console
package import Recording
package import RunEvents
package import Training

/// A source of one run's events: a trainer, a recording, a recording that grows, or a stream. The screen's host knows
/// sources by this protocol alone.
package protocol EventSource: Sendable {
    /// What can be asked of the source.
    var capabilities: SourceCapabilities { get }

    /// Whether this process trains the run, so that the run ends with it.
    var trainsHere: Bool { get }

    /// Why it cannot do all that its kind can, in a few words; nil where it can.
    var limit: String? { get }

    /// The recording that it reads or writes; nil where there is none.
    var folder: RunFolder? { get }

    /// The last step that is derived again before anything new comes; nil where everything is new.
    var untilStep: Int? { get }

    /// Hands over new events in order, until no more can come or the task is cancelled.
    ///
    /// - Parameters:
    ///   - sequence: the sequence number of the last event that the caller knows; 0 for none.
    ///   - sink: receives what comes, on any thread, but never on two at once.
    /// - Returns: how a training ended; nil where nothing was trained here.
    /// - Throws: the error that ended the source too early.
    func run(after sequence: Int, _ sink: @escaping @Sendable (SourceEvent) -> Void) async throws -> TrainingEnd?

    /// Sends a command to the run. It returns at once.
    ///
    /// - Precondition: the source can be steered, or the command is `stop`.
    func send(_ command: RunCommand)

    /// Asks the trainer for a look at its parameters. It returns at once.
    ///
    /// - Returns: false where no trainer in this process can answer.
    func look(_ request: LookRequest) -> Bool

    /// Adds an event to the recording that was made beside the run, such as the answer of an intervention.
    ///
    /// - Throws: `RecordingError` where it cannot be written.
    func add(_ event: RunEvent) throws

    /// Returns when every event so far is in the recording.
    func flush()

    /// Closes a source that is not run after all.
    func close()

    /// Why the recording is not whole once the run is over; nil where it is whole, or none was wanted.
    var gap: Failure? { get }

    /// The steps of interventions that were asked for before the run was interrupted, and not answered.
    var openInterventions: [Int] { get }
}

/// The answers of a source that only hands events over and has no recording.
extension EventSource {
    /// Another process trains the run, or nobody does.
    package var trainsHere: Bool { false }
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
    /// Nobody is trained here.
    package func look(_: LookRequest) -> Bool { false }
    /// Drops the event: there is no recording to add it to.
    package func add(_: RunEvent) throws {}
    /// Returns at once: nothing is written.
    package func flush() {}
    /// Does nothing: there is nothing to let go of.
    package func close() {}
}
