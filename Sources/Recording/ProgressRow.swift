internal import GRDB
internal import RunEvents

/// The row of `progress`: where the run is. Overwritten by every commit.
struct ProgressRow: Equatable {
    var record: ProgressRecord
    var elapsedSeconds: Double
    /// The highest deciding test accuracy of all evaluations.
    var bestTestAccuracy: Double?

    /// Of a run that has not begun.
    init(config: RunConfig) {
        record = ProgressRecord(
            step: 0, state: .running, stepsPerSecond: 0, possibleStepsPerSecond: 0, pace: nil,
            weightDecay: config.optimizer.weightDecay, probesUnderWay: 0)
        elapsedSeconds = 0
        bestTestAccuracy = nil
    }

    /// Takes in what is committed together: the last progress, or what the events say where there was none.
    mutating func advance(_ events: [RecordedEvent], _ progress: ProgressRecord?, elapsedSeconds: Double) {
        if let progress {
            let reached = record
            record = progress
            // While what was recorded is derived again, the run is behind itself.
            if progress.step < reached.step { (record.step, record.weightDecay) = (reached.step, reached.weightDecay) }
        } else {
            for recorded in events {
                switch recorded.event {
                case .command(let command): record.weightDecay = command.weightDecay
                case .started, .resumed: record.state = .running
                case .forked, .evaluation, .spectrum, .gapFlow, .response, .window, .refused, .probe, .intervention,
                    .marker, .progress,
                    .finished:
                    break
                }
            }
        }
        if let last = events.last {
            record.step = max(record.step, last.reachedStep)
            if case .finished = last.event { record.state = .finished }
        }
        self.elapsedSeconds = elapsedSeconds
    }

    func write(to database: Database) throws {
        var row = try ColumnWriter(database, RecordingSchema.progress.replacement)
        row.integer(1)
        row.integer(record.step)
        row.text(record.state.rawValue)
        row.real(record.stepsPerSecond)
        row.real(record.possibleStepsPerSecond)
        row.optionalReal(record.pace)
        row.real(record.weightDecay)
        row.integer(record.probesUnderWay)
        row.real(elapsedSeconds)
        row.optionalReal(bestTestAccuracy)
        try row.endRow()
    }

    init(_ database: Database, limits: ColumnReader.Limits, path: String) throws {
        var rows: [ProgressRow] = []
        try database.forEachRow(
            RecordingSchema.progress.selection, table: "progress", path: path, limits: limits
        ) { row in rows.append(try ProgressRow(row: &row)) }
        guard rows.count == 1 else {
            throw RecordingError(.data, path, "is damaged: progress has \(rows.count) rows, not one")
        }
        self = rows[0]
    }

    private init(row: inout ColumnReader) throws(RecordingError) {
        _ = try row.integer(in: 1...1)
        record = ProgressRecord(
            step: try row.step(), state: try row.word(ProgressRecord.State.self), stepsPerSecond: try row.real(),
            possibleStepsPerSecond: try row.real(), pace: try row.optionalReal(), weightDecay: try row.real(),
            probesUnderWay: try row.integer())
        elapsedSeconds = try row.elapsedSeconds()
        bestTestAccuracy = try row.optionalReal()
    }
}

extension ColumnReader {
    /// Finite, and not negative.
    mutating func elapsedSeconds() throws(RecordingError) -> Double {
        let seconds = try real()
        guard seconds >= 0, seconds < .infinity else { throw damage("is \(seconds), which is no time") }
        return seconds
    }
}
