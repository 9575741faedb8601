/// The first event of a run.
package struct StartedRecord: Sendable, Equatable {
    package var config: RunConfig
    package var engine: EngineRecord

    package init(config: RunConfig, engine: EngineRecord) {
        self.config = config
        self.engine = engine
    }
}
