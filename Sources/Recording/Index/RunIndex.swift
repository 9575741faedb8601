internal import Digests
internal import Foundation
internal import GRDB

/// The index of a runs folder: an SQLite file in the user's cache that holds what lists show of each run, so that a
/// list need not open every run's database.
///
/// It is never the truth. A row counts only as long as the folder's stamp is the one that it was made from, and a run
/// that is being recorded is always read. An index that is missing, damaged or of another version is made anew; one
/// that cannot be read or written is done without. Several processes may use it at once: each writes what it has read
/// in one transaction, and whatever the others have read meanwhile was true as well.
///
/// It is in the cache and not beside the runs, because a runs folder may be read-only or shared by machines whose locks
/// do not reach one another, and because a folder of runs then holds runs and nothing else.
struct RunIndex {
    let file: URL
    private let runsFolder: String

    /// Tells our files from others: "grix".
    private static let applicationIdentifier = 0x6772_6978
    /// Raised with every change of the columns, or of what they hold.
    private static let version = 3
    /// Another process writes for some milliseconds.
    private static let busySeconds = 1.0

    /// The index of a runs folder. Nothing is opened yet.
    ///
    /// - Parameters:
    ///   - runsFolder: the runs folder, which need not be there.
    ///   - folder: where indexes are.
    init(of runsFolder: URL, in folder: URL) {
        self.runsFolder = runsFolder.resolvingSymlinksInPath().standardizedFileURL.path
        let digest = Array(self.runsFolder.utf8).withUnsafeBytes { SHA256.hexadecimal($0) }
        file = folder.appendingPathComponent("\(digest.prefix(16)).sqlite", isDirectory: false)
    }

    /// Where the user's indexes are: `$XDG_CACHE_HOME/groktop/index`, and `~/.cache/groktop/index` where that is not
    /// set. As the XDG base directory specification has it, a relative path counts as not set.
    static func usualFolder(environment: [String: String]) -> URL {
        let cache: URL
        if let path = environment["XDG_CACHE_HOME"], path.hasPrefix("/") {
            cache = URL(fileURLWithPath: path, isDirectory: true)
        } else {
            let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()
            cache = URL(fileURLWithPath: home, isDirectory: true).appendingPathComponent(".cache", isDirectory: true)
        }
        return cache.appendingPathComponent("groktop/index", isDirectory: true)
    }

    /// All rows, by the folder's name; none where there is no index that can be read. A damaged one is removed.
    func read() -> [String: IndexedRun] {
        guard FileManager.default.fileExists(atPath: file.path) else { return [:] }
        do {
            let queue = try open()
            defer { try? queue.close() }
            return try queue.read { database in
                let names = IndexedRun.columns.map { "\"\($0)\"" }.joined(separator: ", ")
                let rows = try Row.fetchCursor(database, sql: "SELECT \(names) FROM \"run\"")
                var found: [String: IndexedRun] = [:]
                while let row = try rows.next() {
                    guard let run = IndexedRun(Array(row.databaseValues)) else { continue }
                    found[run.name] = run
                }
                return found
            }
        } catch {
            removeIfDamaged(error)
            return [:]
        }
    }

    /// Writes what was read of some runs, and forgets others. It makes the index where there is none, and does nothing
    /// where it cannot be written.
    func write(_ runs: [IndexedRun], removing names: [String]) {
        guard !runs.isEmpty || !names.isEmpty else { return }
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            let queue = try open()
            defer { try? queue.close() }
            try queue.write { database in
                let insertion = try database.makeStatement(sql: Self.insertion)
                for run in runs { try insertion.execute(arguments: StatementArguments(run.values)) }
                let removal = try database.makeStatement(sql: "DELETE FROM \"run\" WHERE \"folder\" = ?")
                for name in names { try removal.execute(arguments: [name]) }
            }
        } catch {
            removeIfDamaged(error)
        }
    }

    private static let insertion =
        "INSERT OR REPLACE INTO \"run\" (" + IndexedRun.columns.map { "\"\($0)\"" }.joined(separator: ", ")
        + ") VALUES (" + IndexedRun.columns.map { _ in "?" }.joined(separator: ", ") + ")"

    /// Opens the file, and makes its table where it is new.
    ///
    /// - Throws: `DatabaseError` where it is no index of this version and of this folder.
    func open() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "groktop.index"
        configuration.busyMode = .timeout(Self.busySeconds)
        configuration.prepareDatabase { database in
            try database.defend(isReader: false)
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
        }
        let queue = try DatabaseQueue(path: file.path, configuration: configuration)
        if try queue.read({ try Self.state($0, of: runsFolder) }) == .ours { return queue }
        try queue.write { database in
            // Another process may have come first.
            guard try Self.state(database, of: runsFolder) == .empty else { return }
            let columns = IndexedRun.columns.dropFirst().map { "\"\($0)\"" }.joined(separator: ", ")
            try database.execute(sql: "CREATE TABLE \"run\" (\"folder\" TEXT PRIMARY KEY, \(columns)) WITHOUT ROWID")
            try database.execute(sql: Self.notesTable)
            try database.execute(sql: "CREATE TABLE \"of\" (\"path\" TEXT)")
            try database.execute(sql: "INSERT INTO \"of\" VALUES (?)", arguments: [runsFolder])
            try database.execute(sql: "PRAGMA application_id = \(Self.applicationIdentifier)")
            try database.execute(sql: "PRAGMA user_version = \(Self.version)")
        }
        return queue
    }

    private enum State {
        case empty, ours
    }

    /// - Throws: `DatabaseError` with SQLITE_NOTADB for a file that is something else.
    private static func state(_ database: Database, of runsFolder: String) throws -> State {
        let tables = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_schema") ?? 0
        if tables == 0 { return .empty }
        let found = try ["application_id", "user_version"].map { try Int.fetchOne(database, sql: "PRAGMA \($0)") }
        guard found == [applicationIdentifier, version],
            try String.fetchOne(database, sql: "SELECT \"path\" FROM \"of\"") == runsFolder
        else { throw DatabaseError(resultCode: .SQLITE_NOTADB) }
        return .ours
    }

    /// Removes the file where it is no index that this program can use. The next write makes a new one. A process that
    /// still has it open goes on with a file that has no name.
    func removeIfDamaged(_ error: any Error) {
        guard let code = (error as? DatabaseError)?.resultCode.primaryResultCode else { return }
        switch code {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_FORMAT, .SQLITE_SCHEMA, .SQLITE_MISMATCH:
            for suffix in ["", "-journal", "-wal", "-shm"] { unlink(file.path + suffix) }
        default: break
        }
    }
}
