/// The first event of a run.
package struct StartedRecord: Sendable, Equatable {
    /// Everything that decides the run's bits.
    package var config: RunConfig
    /// The program and the machine that started the run.
    package var engine: EngineRecord

    /// Makes a record from its members, which it does not check.
    package init(config: RunConfig, engine: EngineRecord) {
        self.config = config
        self.engine = engine
    }
}
