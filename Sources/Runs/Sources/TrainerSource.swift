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

    package var capabilities: SourceCapabilities { session.folder == nil ? .trainedOnly : .trained }
    package var limit: String? {
        session.folder == nil ? "this run is not recorded, so that there is no past to go on from" : nil
    }
    package var folder: RunFolder? { session.folder }
    package var untilStep: Int? { session.untilStep }
    package var gap: Failure? { session.gap }
    package var openInterventions: [Int] { session.openInterventions }

    package func run(
        after _: Int, _ sink: @escaping @Sendable (SourceEvent) -> Void
    ) async throws -> TrainingEnd? {
        await session.run { sink(.event($0)) }
    }

    package func send(_ command: RunCommand) { session.trainer.commands.send(command) }
    package func add(_ event: RunEvent) throws { try session.add(event) }
    package func flush() { session.flush() }
    package func close() { session.close() }
}
