/// The first event of a run.
package struct StartedRecord: Sendable, Equatable {
    /// What the run is.
    package var run: RunDescription
    /// The program and the machine that started the run.
    package var engine: EngineRecord

    /// Everything that decides the run's bits; nil of a run that another program trains.
    package var config: RunConfig? { run.config }

    /// Makes a record from its members, which it does not check.
    package init(run: RunDescription, engine: EngineRecord) {
        self.run = run
        self.engine = engine
    }

    /// The first event of a run that groktop trains.
    package init(config: RunConfig, engine: EngineRecord) { self.init(run: .trained(config), engine: engine) }
}
