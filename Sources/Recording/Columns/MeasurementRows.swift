internal import RunEvents

/// A row of `probe`. The record is JSON; its step and kind are columns too, so that they can be searched for.
struct ProbeRow: TableRow {
    private var step = 0
    private var kind = MeasurementKind.ablation
    /// nil only before a row is read.
    private(set) var record: ProbeRecord?

    init(_ record: ProbeRecord) { (step, kind, self.record) = (record.step, record.kind, record) }

    private init() {}

    static var blank: ProbeRow { ProbeRow() }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.integer("step", &step, in: row.limits.step)
        try row.word("kind", &kind)
        try row.json("record", &record)
        if row.isReading, record?.step != step || record?.kind != kind { throw row.damage("is of another probe") }
    }
}

/// A row of `intervention`. The record is JSON; its step is a column too.
struct InterventionRow: TableRow {
    private var step = 0
    /// nil only before a row is read.
    private(set) var record: InterventionRecord?

    init(_ record: InterventionRecord) { (step, self.record) = (record.step, record) }

    private init() {}

    static var blank: InterventionRow { InterventionRow() }

    mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
        try row.integer("step", &step, in: row.limits.step)
        try row.json("record", &record)
        if row.isReading, record?.step != step { throw row.damage("is of another step") }
    }
}
