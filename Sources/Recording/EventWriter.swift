internal import GRDB
internal import RunEvents

/// Writes events into a run's database, within the transaction of whoever made it.
struct EventWriter {
    private let database: Database
    private let window: Int
    private var rows: [RecordingSchema.Events: ColumnWriter] = [:]
    /// Written so far, where the run has best accuracies: what `progress` holds of them.
    private(set) var bestTestAccuracy: Double?

    /// - Parameters:
    ///   - window: W of the run.
    ///   - bestTestAccuracy: of the events written before.
    init(_ database: Database, window: Int, bestTestAccuracy: Double?) {
        self.database = database
        self.window = window
        self.bestTestAccuracy = bestTestAccuracy
    }

    /// - Precondition: the event is no `progress`, which is not kept.
    mutating func write(_ recorded: RecordedEvent) throws {
        switch recorded.event {
        case .started(let record): try write(recorded, .session) { record.write(to: &$0) }
        case .resumed(let record): try write(recorded, .session) { record.write(to: &$0) }
        case .forked(let record): try write(recorded, .fork) { record.write(to: &$0) }
        case .evaluation(let record):
            bestTestAccuracy = max(bestTestAccuracy ?? record.decidingTestAccuracy, record.decidingTestAccuracy)
            try write(recorded, .evaluation) { record.write(to: &$0) }
        case .spectrum(let record): try write(recorded, .spectrum) { [window] in record.write(to: &$0, window: window) }
        case .gapFlow(let record): try write(recorded, .gapFlow) { [window] in record.write(to: &$0, window: window) }
        case .response(let record): try write(recorded, .response) { record.write(to: &$0) }
        case .window(let record): try write(recorded, .window) { record.write(to: &$0) }
        case .command(let record): try write(recorded, .command) { record.write(to: &$0) }
        case .refused(let record): try write(recorded, .refusal) { record.write(to: &$0) }
        case .probe(let record): try write(recorded, .probe) { try record.write(to: &$0) }
        case .intervention(let record): try write(recorded, .intervention) { try record.write(to: &$0) }
        case .marker(let record): try write(recorded, .marker) { record.write(to: &$0) }
        case .progress: preconditionFailure("progress is not kept")
        case .finished(let record): try write(recorded, .finish) { record.write(to: &$0) }
        }
    }

    private mutating func write(
        _ recorded: RecordedEvent, _ table: RecordingSchema.Events, _ body: (inout ColumnWriter) throws -> Void
    ) throws {
        if rows[table] == nil { rows[table] = try ColumnWriter(database, table.description(window: window).insertion) }
        try Self.write(recorded, &rows[table]!, body)
    }

    private static func write(
        _ recorded: RecordedEvent, _ row: inout ColumnWriter, _ body: (inout ColumnWriter) throws -> Void
    ) throws {
        row.integer(recorded.sequence)
        row.integer(recorded.reachedStep)
        row.real(recorded.elapsedSeconds)
        try body(&row)
        try row.endRow()
    }
}
