internal import Foundation
internal import GRDB

extension DatabaseQueue {
    /// A recorder that is starting, or closing, may hold all others off for a moment.
    private static let busySeconds = 2.0

    /// How a run's database is opened to be read only.
    enum Reading {
        /// While this machine's recorder writes: through the write-ahead log and its index in shared memory.
        case shared
        /// A database without a log that nobody changes: no locks, no other file.
        case immutable
        /// A database and its log that nobody changes: no locks, and an index of the log in this process's memory. So
        /// nothing is written, and a folder that cannot be written to is read as well as any other.
        case still
    }

    /// Opens a run's database to be read only.
    static func readOnly(_ file: URL, _ reading: Reading) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "groktop.reading"
        configuration.readonly = true
        configuration.busyMode = .timeout(busySeconds)
        configuration.prepareDatabase { database in
            try database.defend(isReader: true)
            // Before the log is first looked at. Without a lock to share, SQLite keeps the log's index to itself.
            if case .still = reading { try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
        }
        let name =
            switch reading {
            case .shared: file.path
            case .immutable: file.absoluteString + "?immutable=1"
            // SQLite's file access without locks; it is part of every build for Unix.
            case .still: file.absoluteString + "?vfs=unix-none"
            }
        return try DatabaseQueue(path: name, configuration: configuration)
    }
}
