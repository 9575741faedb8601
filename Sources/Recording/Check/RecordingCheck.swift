internal import Foundation
internal import GRDB
internal import RunEvents

/// Finds what is wrong with a recording, row by row: for whoever writes the format with a program of their own.
///
/// Reading a run stops at the first row that no groktop records. The check goes on behind it, and looks besides at what
/// rows say about each other (`EventOrderCheck`).
package struct RecordingCheck {
    /// A line for each problem: the table, the row and what is wrong; empty where nothing is.
    package private(set) var problems: [String] = []
    /// How many events were read.
    package private(set) var events = 0
    /// Whether there are more problems than lines.
    package private(set) var isCut = false

    /// More lines would help nobody.
    private static let mostProblems = 200

    /// Checks the run in a folder, and changes nothing.
    package init(_ folder: RunFolder) {
        do {
            let reader = try RunReader(folder)
            try checkTables(reader)
            try checkEvents(reader)
            for error in reader.checkpoints.damaged(in: 0...reader.run.lastStep) {
                note("\(error.path): \(error.reason)")
            }
        } catch let error as RecordingError {
            note(error.reason)
        } catch {
            note("\(error)")
        }
    }

    private mutating func note(_ problem: String) {
        guard problems.count < Self.mostProblems else { return isCut = true }
        problems.append(PrintableText.line(problem))
    }

    /// Tables and columns. What a later format has besides is none of this groktop's business.
    private mutating func checkTables(_ reader: RunReader) throws {
        let (limits, path) = (reader.limits(reader.version), reader.folder.database.path)
        let expected = RecordingSchema.tables(limits)
        let found = try reader.database.read { database in
            var found: [String: [String]] = [:]
            let sql =
                "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' "
                + "ORDER BY t.name, c.cid"
            try database.forEachRow(sql, table: "sqlite_schema", path: path) { row in
                found[try row.text(), default: []].append(try row.text())
            }
            return found
        }
        for table in expected {
            guard let columns = found[table.name] else {
                note("table \(table.name) is missing")
                continue
            }
            let names = table.columns.map(\.name)
            for name in names where !columns.contains(name) { note("\(table.name) has no column \(name)") }
            guard !limits.isLater else { continue }
            for name in columns where !names.contains(name) {
                note("\(table.name) has a column \(name) that is not known")
            }
        }
        guard !limits.isLater else { return }
        let names = Set(expected.map(\.name))
        for name in found.keys.sorted() where !names.contains(name) { note("table \(name) is not known") }
    }

    /// A row: an event, or what is wrong with it.
    private typealias Row = (sequence: Int, event: Result<RecordedEvent, RecordingError>)

    private mutating func checkEvents(_ reader: RunReader) throws {
        let path = reader.folder.database.path
        let (rows, unplaced, progress) = try reader.database.read { database in
            let limits = reader.limits(reader.version)
            var rows: [Row] = []
            var unplaced: [RecordingError] = []
            for table in RecordingSchema.Events.tables(ofVersion: limits.version) {
                let description = table.description(limits)
                try database.forEachRow(description.selection, table: description.name, path: path, limits: limits) {
                    row in
                    var sequence: Int?
                    do throws(RecordingError) {
                        let place = try EventPlace(row: &row)
                        sequence = place.sequence
                        let event = RecordedEvent(place, try RunEvent(of: table, row: &row, run: reader.run))
                        rows.append((place.sequence, .success(event)))
                    } catch {
                        if let sequence { rows.append((sequence, .failure(error))) } else { unplaced.append(error) }
                    }
                }
            }
            return (rows, unplaced, try ProgressRow(database, limits: limits, path: path))
        }
        for error in unplaced { note(error.reason) }
        var order = EventOrderCheck(reader.run, hasDamage: !unplaced.isEmpty)
        for row in rows.sorted(by: { $0.sequence < $1.sequence }) {
            switch row.event {
            case .success(let event):
                events += 1
                for problem in order.take(event) { note(problem) }
            case .failure(let error):
                note(error.reason)
                for problem in order.skip(row.sequence) { note(problem) }
            }
        }
        for problem in order.end(progress.record) { note(problem) }
    }
}
