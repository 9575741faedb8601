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

/// A source that only tells.
extension EventSource {
    package var limit: String? { nil }
    package var folder: RunFolder? { nil }
    package var untilStep: Int? { nil }
    package var gap: Failure? { nil }
    package var openInterventions: [Int] { [] }

    package func send(_: RunCommand) {}
    package func add(_: RunEvent) throws {}
    package func flush() {}
    package func close() {}
}
