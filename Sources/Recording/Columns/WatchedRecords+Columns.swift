internal import RunEvents

extension MetricDefinition: TableRow {
    static var blank: MetricDefinition { MetricDefinition(step: 0, name: "") }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.integer("step", &step, in: row.limits.step)
        try row.text("name", &name)
        try row.optionalWord("dataset", &dataset)
        try row.optionalWord("better", &better)
        try row.optionalText("unit", &unit)
    }
}

extension MetricRecord: TableRow {
    static var blank: MetricRecord { MetricRecord(step: 0, name: "", value: 0) }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.integer("step", &step, in: row.limits.step)
        try row.text("name", &name)
        try row.real("value", &value)
    }
}

extension RemarkRecord: TableRow {
    static var blank: RemarkRecord { RemarkRecord(step: 0, kind: .note, message: "") }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.integer("step", &step, in: row.limits.step)
        try row.word("kind", &kind)
        try row.optionalInteger("count", &count, in: 0...ColumnLimits.largestCount)
        try row.text("message", &message)
    }
}

/// A row of `metric_probe`.
struct MetricProbeRow: TableRow {
    var step = 0
    var kind = MetricProbeRecord.Kind.ablation
    /// nil only before a row is read.
    var record: MetricProbeRecord?

    init(_ record: MetricProbeRecord) { (step, kind, self.record) = (record.step, record.kind, record) }
    private init() {}

    static var blank: MetricProbeRow { MetricProbeRow() }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.integer("step", &step, in: row.limits.step)
        try row.word("kind", &kind)
        try row.json("record", &record)
        // In a stream too: what is recorded must open again.
        guard let record else { return }
        guard (record.step, record.kind) == (step, kind) else { throw row.damage("is of another step or kind") }
        let directions = record.rows.flatMap(\.directions) + record.sweeps.map(\.direction)
        guard directions.allSatisfy({ (1...SpectrumColumns.directions).contains($0) }) else {
            throw row.damage("is about a direction that is not followed")
        }
    }
}
