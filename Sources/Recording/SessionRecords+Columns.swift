internal import RunEvents

/// What `session` says of a row: the run's start, or that it goes on.
enum SessionKind: String {
    case started, resumed
}

extension StartedRecord {
    func write(to row: inout some RowSink) {
        row.integer(0)
        row.text(SessionKind.started.rawValue)
        row.optionalInteger(nil)
        engine.write(to: &row)
    }
}

extension ResumedRecord {
    func write(to row: inout some RowSink) {
        row.integer(step)
        row.text(SessionKind.resumed.rawValue)
        row.integer(checkpointStep)
        engine.write(to: &row)
    }
}

extension EngineRecord {
    fileprivate func write(to row: inout some RowSink) {
        row.text(version)
        row.text(blasCore)
        row.integer(threads)
        row.integer(parameterCount)
        row.integer(trackedParameterCount)
    }

    fileprivate init(row: inout ColumnReader) throws(RecordingError) {
        self.init(
            version: try row.text(), blasCore: try row.text(), threads: try row.integer(),
            parameterCount: try row.integer(), trackedParameterCount: try row.integer())
    }
}

extension RunEvent {
    /// `started` or `resumed`.
    /// - Parameter config: of the run, which `started` repeats.
    init(sessionRow row: inout ColumnReader, config: RunConfig) throws(RecordingError) {
        let step = try row.step()
        let kind = try row.word(SessionKind.self)
        let checkpointStep = try row.optionalInteger(in: 0...row.limits.steps)
        switch (kind, checkpointStep) {
        case (.started, nil): self = .started(StartedRecord(config: config, engine: try EngineRecord(row: &row)))
        case (.resumed, let checkpointStep?):
            self = .resumed(
                ResumedRecord(step: step, checkpointStep: checkpointStep, engine: try EngineRecord(row: &row)))
        case (.started, _?), (.resumed, nil): throw row.damage("does not go with '\(kind.rawValue)'")
        }
    }
}
