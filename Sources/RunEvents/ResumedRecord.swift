/// A recorded run continues in another process, from its newest complete checkpoint.
package struct ResumedRecord: Sendable, Codable, Equatable {
    /// The step from which on events are new. The events between the checkpoint and this step were derived again, and
    /// had the same bits.
    package var step: Int
    /// The checkpoint's step; 0 for the run's start.
    package var checkpointStep: Int
    /// The program and the machine that continue the run.
    package var engine: EngineRecord

    /// Makes a record from its members, which it does not check.
    package init(step: Int, checkpointStep: Int, engine: EngineRecord) {
        self.step = step
        self.checkpointStep = checkpointStep
        self.engine = engine
    }
}
