/// A recorded run goes on: in another process, from its newest whole checkpoint.
package struct ResumedRecord: Sendable, Codable, Equatable {
    /// The step from which on events are new. What was recorded between the checkpoint and here was derived again, and
    /// found to have the same bits.
    package var step: Int
    /// Of the checkpoint; 0 for the run's start.
    package var checkpointStep: Int
    package var engine: EngineRecord

    package init(step: Int, checkpointStep: Int, engine: EngineRecord) {
        self.step = step
        self.checkpointStep = checkpointStep
        self.engine = engine
    }
}
