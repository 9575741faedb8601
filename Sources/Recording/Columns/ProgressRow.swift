internal import GRDB
internal import RunEvents

/// The row of `progress`: where the run is. Overwritten by every commit.
struct ProgressRow: Equatable {
    var record: ProgressRecord
    var elapsedSeconds: Double
    /// The highest deciding test accuracy of all evaluations.
    var bestTestAccuracy: Double?
    /// The last step that was reached before the run went back; −1 where it never has. It is not recorded.
    private var leftStep = -1

    /// The row of a run that has not begun.
    init(run: RunDescription) {
        record = ProgressRecord(
            step: 0, state: .running, stepsPerSecond: 0, possibleStepsPerSecond: 0, pace: nil,
            weightDecay: run.weightDecay ?? 0, probesUnderWay: 0)
        elapsedSeconds = 0
        bestTestAccuracy = nil
    }

    /// Takes in what is committed together: the last progress, or what the events say where there was none.
    mutating func advance(_ events: [RecordedEvent], _ progress: ProgressRecord?, elapsedSeconds: Double) {
        for recorded in events {
            guard case .command(let command) = recorded.event, case .back(let step) = command.command else { continue }
            (leftStep, record.step) = (recorded.reachedStep, min(record.step, step))
        }
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
                case .forked, .evaluation, .spectrum, .gapLedger, .gapFlow, .response, .window, .refused, .probe,
                    .intervention, .marker, .metricDefinition, .metric, .metricProbe, .remark, .progress, .finished:
                    break
                }
            }
        }
        if let last = events.last {
            record.step = max(record.step, last.step(sinceLeaving: leftStep))
            if case .finished = last.event { record.state = .finished }
        }
        self.elapsedSeconds = elapsedSeconds
    }

    static func table(_ limits: ColumnLimits) -> TableDescription {
        TableDescription("progress", ProgressRow.self, limits: limits)
    }

    func write(to database: Database) throws {
        let limits = ColumnLimits.any()
        var row = try ColumnWriter(database, Self.table(limits).replacement, limits)
        try write(to: &row)
        try row.endRow()
    }

    /// - Throws: `RecordingError` where there is not one row, or it holds what nobody records.
    init(_ database: Database, limits: ColumnLimits, path: String) throws {
        self = try database.onlyRow(Self.table(limits), limits: limits, path: path)
    }
}

extension ProgressRow: TableRow {
    private init() {
        record = ProgressRecord(
            step: 0, state: .running, stepsPerSecond: 0, possibleStepsPerSecond: 0, pace: nil, weightDecay: 0,
            probesUnderWay: 0)
        elapsedSeconds = 0
    }

    static var blank: ProgressRow { ProgressRow() }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        var id = 1
        try row.key(.onlyRow, &id)
        try row.integer("step", &record.step, in: row.limits.step)
        try row.word("state", &record.state)
        try row.real("steps_per_second", &record.stepsPerSecond)
        try row.real("possible_steps_per_second", &record.possibleStepsPerSecond)
        try row.optionalReal("pace", &record.pace)
        try row.real("weight_decay", &record.weightDecay)
        try row.integer("probes_under_way", &record.probesUnderWay)
        try row.seconds("elapsed_seconds", &elapsedSeconds)
        try row.optionalReal("best_test_accuracy", &bestTestAccuracy)
    }
}
