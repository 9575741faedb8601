package import Console
package import Recording
package import RunEvents
package import Training

/// A run that is trained in this process.
package struct TrainerSource: EventSource {
    /// The trainer with its recording.
    package let session: RunSession

    /// - Parameter session: a trainer that has not begun, with its recording.
    package init(_ session: RunSession) { self.session = session }

    /// Everything, where the run is recorded; without a recording only what does not need the past.
    package var capabilities: SourceCapabilities { session.folder == nil ? .trainedOnly : .trained }
    /// The run is trained here.
    package var trainsHere: Bool { true }
    /// Why there is no past to go back to; nil where the run is recorded.
    package var limit: String? {
        session.folder == nil ? "this run is not recorded, so that there is no past to go on from" : nil
    }
    /// The recording that the session writes; nil where none is written.
    package var folder: RunFolder? { session.folder }
    /// The last recorded step, which the trainer derives again first; nil for a new run.
    package var untilStep: Int? { session.untilStep }
    /// Why the recording is not whole; nil where it is, or none was wanted.
    package var gap: Failure? { session.gap }
    /// The steps of recorded interventions that have no answer yet.
    package var openInterventions: [Int] { session.openInterventions }

    /// Trains the run to its end on the trainer's own thread, and hands over every event as it comes.
    package func run(
        after _: Int, _ sink: @escaping @Sendable (SourceEvent) -> Void
    ) async throws -> TrainingEnd? {
        await session.run { sink(.event($0)) }
    }

    /// Puts the command into the trainer's queue. It is dropped where 64 commands wait there already.
    package func send(_ command: RunCommand) { session.trainer.commands.send(command) }
    /// Asks the trainer; false where it has ended.
    package func look(_ request: LookRequest) -> Bool { session.trainer.look(request) }
    /// Writes an event that was made beside the trainer into the recording.
    ///
    /// - Throws: `RecordingError`.
    package func add(_ event: RunEvent) throws { try session.add(event) }
    /// Returns when everything that came so far is in the recording.
    package func flush() { session.flush() }
    /// Lets go of a session that never began, and of its recording.
    package func close() { session.close() }
}
