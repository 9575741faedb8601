import Foundation
import GRDB

/// A recording in which cells have values that nobody recorded.
enum FuzzedRecording {
    private static let values: [(any DatabaseValueConvertible & Sendable)?] = [
        Double.infinity, -Double.infinity, 1e308, -1e308, 1e300, 1e19, -1.0, 0.0, Double.leastNonzeroMagnitude, "nan",
        Int.max, Int.min, Int.max - 1, 0, -1, 1 << 31, 1 << 40,
        "", "x", "\u{1B}[2J\u{1B}]0;x\u{7}", "a\nb", String(repeating: "long ", count: 20_000), "[]", "{}", "1e999",
        Data([0xFF, 0xFE]), nil,
    ]
    private static let numbersInText = [
        "1e308", "-1e308", "1e999", "-1", "0", "9223372036854775807", "-9223372036854775808", "1e19", "0.5", "null",
        "\"x\"",
    ]

    /// Changes one to three things in the database.
    ///
    /// - Returns: what, in SQL.
    static func damage(_ file: URL, _ chance: inout FuzzChance) throws -> String {
        let queue = try DatabaseQueue(path: file.path)
        defer { try? queue.close() }
        var done: [String] = []
        for _ in 0..<Int.random(in: 1...3, using: &chance) {
            var local = chance
            let statement = try queue.write { try change($0, &local) }
            chance = local
            done.append(statement)
        }
        return done.joined(separator: "; ")
    }

    private static func change(_ database: Database, _ chance: inout FuzzChance) throws -> String {
        let tables = try String.fetchAll(
            database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        let filled = try tables.filter { try Int.fetchOne(database, sql: "SELECT count(*) FROM \"\($0)\"") ?? 0 > 0 }
        let table = chance.one(of: filled)
        let columns = try database.columns(in: table).map(\.name)
        let column = chance.one(of: columns)
        let rows = try Int.fetchAll(database, sql: "SELECT rowid FROM \"\(table)\" ORDER BY rowid")
        let row = chance.one(of: rows)
        let condition = chance.once(in: 3) ? "" : " WHERE rowid = \(row)"
        let update = "UPDATE OR IGNORE \"\(table)\" SET \"\(column)\" = ?\(condition)"
        let present = try String.fetchOne(database, sql: "SELECT \"\(column)\" FROM \"\(table)\" WHERE rowid = \(row)")
        if let present, present.hasPrefix("{") || present.hasPrefix("["), !chance.once(in: 4) {
            let changed = changeNumber(in: present, &chance)
            try? database.execute(sql: update, arguments: [changed])
            return "\(update) [JSON \(changed.prefix(3_000))]"
        }
        let value = chance.one(of: values)
        // A column may refuse it.
        try? database.execute(sql: update, arguments: [value])
        return "\(update) [\(String(describing: value).prefix(60))]"
    }

    /// One of the numbers in a JSON text becomes another.
    private static func changeNumber(in text: String, _ chance: inout FuzzChance) -> String {
        let numbers = text.matches(of: /-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?/)
        guard !numbers.isEmpty else { return text }
        let range = chance.one(of: numbers).range
        return text.replacingCharacters(in: range, with: chance.one(of: numbersInText))
    }
}
