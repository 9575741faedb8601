internal import RunEvents

/// A row of `session`: the run's start, or that it goes on in another process.
struct SessionRow: TableRow {
    private var step: Int
    private var kind: Kind
    private var checkpointStep: Int?
    private var engine: EngineRecord

    private enum Kind: String {
        case started, resumed
    }

    init(_ record: StartedRecord) { (step, kind, checkpointStep, engine) = (0, .started, nil, record.engine) }

    init(_ record: ResumedRecord) {
        (step, kind, checkpointStep, engine) = (record.step, .resumed, record.checkpointStep, record.engine)
    }

    static var blank: SessionRow {
        let engine = EngineRecord(
            version: "", blasCore: "", threads: 0, parameterCount: 0, trackedParameterCount: 0)
        return SessionRow(ResumedRecord(step: 0, checkpointStep: 0, engine: engine))
    }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.integer("step", &step, in: row.limits.step)
        try row.word("kind", &kind)
        try row.optionalInteger("checkpoint_step", &checkpointStep, in: row.limits.step)
        if row.isReading, (kind == .started) != (checkpointStep == nil) {
            throw row.damage("does not go with '\(kind.rawValue)'")
        }
        try row.text("engine_version", &engine.version)
        try row.text("blas_core", &engine.blasCore)
        try row.integer("threads", &engine.threads)
        try row.integer("parameter_count", &engine.parameterCount)
        try row.integer("tracked_parameter_count", &engine.trackedParameterCount)
    }

    /// - Parameter run: what `started` repeats.
    func event(run: RunDescription) -> RunEvent {
        guard let checkpointStep else { return .started(StartedRecord(run: run, engine: engine)) }
        return .resumed(ResumedRecord(step: step, checkpointStep: checkpointStep, engine: engine))
    }
}
