internal import Foundation
internal import GRDB
internal import RunEvents

/// The row of `run`: what the run is. Written once.
struct RunRow: Equatable {
    var reference: RunReference
    var createdAt: Date
    var version: String
    var run: RunDescription
    var schedule: [ScheduledCommand]
    var parent: ForkedRecord?

    init(new: NewRun, reference: RunReference, parent: ForkedRecord?) {
        self.reference = reference
        createdAt = new.createdAt
        version = new.version
        run = new.run
        schedule = new.schedule
        self.parent = parent
    }

    static func table(_ limits: ColumnLimits) -> TableDescription {
        TableDescription("run", Columns.self, limits: limits)
    }

    func write(to database: Database) throws {
        let limits = ColumnLimits.any()
        var row = try ColumnWriter(database, Self.table(limits).insertion, limits)
        try Columns(self).write(to: &row)
        try row.endRow()
    }

    /// - Parameter version: the format's.
    /// - Throws: `RecordingError` where there is not one row, or its columns and its configuration say different
    ///   things.
    init(_ database: Database, version: Int, path: String) throws {
        let limits = ColumnLimits(steps: .max, window: 1, version: version)
        let columns: Columns = try database.onlyRow(Self.table(limits), limits: limits, path: path)
        self.init(columns)
    }
}

extension RunRow {
    /// The row as its columns have it: some repeat what the configuration says, so that they can be searched for.
    struct Columns: TableRow {
        fileprivate var reference = RunReference(name: "", identifier: "")
        fileprivate var createdAt = Date(timeIntervalSince1970: 0)
        fileprivate var version = ""
        /// nil only before a row is read, as is `schedule`.
        fileprivate var run: RunDescription?
        fileprivate var schedule: [ScheduledCommand]?
        fileprivate var parent: ForkedRecord?

        static var blank: Columns { Columns() }

        mutating func columns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
            var id = 1
            try row.key(.onlyRow, &id)
            try row.text("identifier", &reference.identifier)
            try row.text("name", &reference.name)
            try dateColumn(&row)
            try row.text("groktop_version", &version)
            try configColumns(&row)
            try row.json("schedule", &schedule)
            if row.isReading, let command = schedule?.first(where: { $0.step < 0 }) {
                throw row.damage("holds step \(command.step)")
            }
            try parentColumns(&row)
        }

        private mutating func dateColumn(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
            var text = RecordedDate.text(createdAt)
            try row.text("created_at", &text)
            guard row.isReading else { return }
            guard let date = RecordedDate.date(text) else { throw row.damage("is no point in time") }
            createdAt = date
        }

        /// The configuration, and what of it is repeated before.
        private mutating func configColumns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
            var task = run.map(Self.task) ?? ""
            var seed = run?.seed.map { String($0) }
            var (steps, weightDecay) = (run?.steps, run?.weightDecay)
            try row.text("task", &task)
            try row.optionalText("seed", &seed)
            try row.optionalInteger("steps", &steps, in: 0...ColumnLimits.largestCount)
            try row.optionalReal("weight_decay", &weightDecay)
            try row.json("config", &run)
            guard row.isReading, let run else { return }
            if let problem = run.impossibleValue { throw row.damage("holds \(problem)") }
            guard task == Self.task(run), seed == run.seed.map({ String($0) }), steps == run.steps,
                weightDecay == run.weightDecay
            else {
                throw row.damage("is not what the other columns say")
            }
        }

        /// What the column `task` holds: a run of another program has no task of groktop's.
        private static func task(_ run: RunDescription) -> String { run.config?.task.rawValue ?? "watched" }

        /// A fork's parent, which is there as a whole or not at all.
        private mutating func parentColumns(_ row: inout (some ColumnVisitor & ~Copyable)) throws(RecordingError) {
            var (name, identifier) = (parent?.parent.name, parent?.parent.identifier)
            var step = parent?.step
            try row.optionalText("parent_name", &name)
            try row.optionalText("parent_identifier", &identifier)
            try row.optionalInteger("fork_step", &step, in: 0...(run?.lastStep ?? .max))
            guard row.isReading else { return }
            switch (name, identifier, step) {
            case (nil, nil, nil): parent = nil
            case (let name?, let identifier?, let step?):
                parent = ForkedRecord(step: step, parent: RunReference(name: name, identifier: identifier))
            default: throw row.damage("and the parent's names are not all there")
            }
        }
    }

    fileprivate init(_ columns: Columns) {
        guard let run = columns.run, let schedule = columns.schedule else {
            preconditionFailure("no row has been read")
        }
        (reference, createdAt, version) = (columns.reference, columns.createdAt, columns.version)
        (self.run, self.schedule, parent) = (run, schedule, columns.parent)
    }
}

extension RunRow.Columns {
    fileprivate init(_ row: RunRow) {
        (reference, createdAt, version) = (row.reference, row.createdAt, row.version)
        (run, schedule, parent) = (row.run, row.schedule, row.parent)
    }
}
