internal import Foundation
internal import GRDB
internal import RunEvents

/// The row of `run`: what the run is. Written once.
struct RunRow: Equatable {
    var reference: RunReference
    var createdAt: Date
    var version: String
    var config: RunConfig
    var schedule: [ScheduledCommand]
    var parent: ForkedRecord?

    init(run: NewRun, reference: RunReference, parent: ForkedRecord?) {
        self.reference = reference
        createdAt = run.createdAt
        version = run.version
        config = run.config
        schedule = run.schedule
        self.parent = parent
    }

    func write(to database: Database) throws {
        var row = try ColumnWriter(database, RecordingSchema.run.insertion)
        row.integer(1)
        row.text(reference.identifier)
        row.text(reference.name)
        row.text(RecordedDate.text(createdAt))
        row.text(version)
        row.text(config.task.rawValue)
        row.text(String(config.seed))
        row.integer(config.steps)
        row.real(config.optimizer.weightDecay)
        row.text(try JSONText.line(config))
        row.text(try JSONText.line(schedule))
        row.optionalText(parent?.parent.name)
        row.optionalText(parent?.parent.identifier)
        row.optionalInteger(parent?.step)
        try row.endRow()
    }

    /// - Throws: `RecordingError` where there is not one row, or its columns and its configuration say different
    ///   things.
    init(_ database: Database, path: String) throws {
        var rows: [RunRow] = []
        try database.forEachRow(RecordingSchema.run.selection, table: "run", path: path) { row in
            rows.append(try RunRow(row: &row))
        }
        guard rows.count == 1 else {
            throw RecordingError(.data, path, "is damaged: run has \(rows.count) rows, not one")
        }
        self = rows[0]
    }

    private init(row: inout ColumnReader) throws(RecordingError) {
        _ = try row.integer(in: 1...1)
        let identifier = try row.text()
        reference = RunReference(name: try row.text(), identifier: identifier)
        let createdAt = RecordedDate.date(try row.text())
        guard let createdAt else { throw row.damage("is no point in time") }
        self.createdAt = createdAt
        version = try row.text()
        let columns = (task: try TaskName(rawValue: row.text()), seed: try row.text(), steps: try row.integer())
        let weightDecay = try row.real()
        let text = try row.text()
        guard let config = try? JSONText.value(RunConfig.self, text) else { throw row.damage("does not decode") }
        if let problem = config.problem { throw row.damage("holds \(problem)") }
        guard columns == (config.task, String(config.seed), config.steps), weightDecay == config.optimizer.weightDecay
        else {
            throw row.damage("is not what the other columns say")
        }
        self.config = config
        let scheduleText = try row.text()
        guard let schedule = try? JSONText.value([ScheduledCommand].self, scheduleText) else {
            throw row.damage("does not decode")
        }
        if let command = schedule.first(where: { $0.step < 0 }) { throw row.damage("holds step \(command.step)") }
        self.schedule = schedule
        let names = (name: try row.optionalText(), identifier: try row.optionalText())
        switch (names.name, names.identifier, try row.optionalInteger(in: 0...config.steps)) {
        case (nil, nil, nil): parent = nil
        case (let name?, let identifier?, let step?):
            parent = ForkedRecord(step: step, parent: RunReference(name: name, identifier: identifier))
        default: throw row.damage("and the parent's names are not all there")
        }
    }
}
