package import Foundation
internal import GRDB

/// What somebody has made of a run's events, which takes longer than to read its facts. The index keeps it beside the
/// run's row, and under the same rule: it counts as long as the folder's stamp is the one that it was made from.
package struct RunNote: Sendable, Equatable {
    /// The name of the run's folder.
    package var name: String
    /// The stamp that the folder had, as `RunLister.stamp` says it.
    package var stamp: Int64
    /// The note itself, in a format of whoever made it.
    package var content: Data

    /// Makes a note from its members.
    package init(name: String, stamp: Int64, content: Data) {
        (self.name, self.stamp, self.content) = (name, stamp, content)
    }

    /// A hash of all of it, with what kind of note it is: what is damaged counts as missing.
    func hash(_ kind: String) -> Int64 {
        var hash = StableHash()
        for text in [kind, name] {
            hash.add(text.utf8)
            hash.add(UInt8(0xFF))
        }
        hash.add(UInt64(bitPattern: stamp))
        hash.add(content)
        return Int64(bitPattern: hash.value)
    }
}

extension RunIndex {
    /// A table apart from the facts: lists read all of those, and no notes.
    static let notesTable =
        "CREATE TABLE \"note\" (\"kind\" TEXT, \"folder\" TEXT, \"stamp\", \"content\", \"hash\", "
        + "PRIMARY KEY (\"kind\", \"folder\"))"

    /// All notes of a kind; none where there is no index that can be read. A damaged one is removed.
    func notes(_ kind: String) -> [RunNote] {
        guard FileManager.default.fileExists(atPath: file.path) else { return [] }
        do {
            let queue = try open()
            defer { try? queue.close() }
            return try queue.read { database in
                let sql = "SELECT \"folder\", \"stamp\", \"content\", \"hash\" FROM \"note\" WHERE \"kind\" = ?"
                let rows = try Row.fetchCursor(database, sql: sql, arguments: [kind])
                var notes: [RunNote] = []
                while let row = try rows.next() {
                    var reader = ValueReader(Array(row.databaseValues))
                    guard let name: String = reader.next(), let stamp: Int64 = reader.next(),
                        let content: Data = reader.next(), let hash: Int64 = reader.next()
                    else { continue }
                    let note = RunNote(name: name, stamp: stamp, content: content)
                    if note.hash(kind) == hash { notes.append(note) }
                }
                return notes
            }
        } catch {
            removeIfDamaged(error)
            return []
        }
    }

    /// Writes notes of a kind, and forgets those whose runs are gone or have changed. It does nothing where there is no
    /// index, or it cannot be written.
    func write(_ notes: [RunNote], _ kind: String) {
        guard !notes.isEmpty, FileManager.default.fileExists(atPath: file.path) else { return }
        do {
            let queue = try open()
            defer { try? queue.close() }
            try queue.write { database in
                let sql = "INSERT OR REPLACE INTO \"note\" VALUES (?, ?, ?, ?, ?)"
                let insertion = try database.makeStatement(sql: sql)
                for note in notes {
                    try insertion.execute(arguments: [kind, note.name, note.stamp, note.content, note.hash(kind)])
                }
                try database.execute(
                    sql: "DELETE FROM \"note\" WHERE NOT EXISTS (SELECT 1 FROM \"run\" WHERE "
                        + "\"run\".\"folder\" = \"note\".\"folder\" AND \"run\".\"stamp\" = \"note\".\"stamp\")")
            }
        } catch {
            removeIfDamaged(error)
        }
    }
}
