internal import Foundation
internal import GRDB
internal import RunEvents

/// The database of a run, opened to be written.
enum RunDatabase {
    /// Makes the database with all tables, and the run's row in it. On return no file of it is open.
    static func create(at file: URL, new: NewRun, reference: RunReference, parent: ForkedRecord?) throws {
        let queue = try open(file, RecorderSettings())
        try queue.write { database in
            for table in RecordingSchema.tables(.any(window: new.run.spectrum.window)) {
                try database.execute(sql: table.creation)
            }
            try database.execute(sql: "PRAGMA application_id = \(RecordingFormat.applicationIdentifier)")
            try database.execute(sql: "PRAGMA user_version = \(RecordingFormat.version)")
            try RunRow(new: new, reference: reference, parent: parent).write(to: database)
            try ProgressRow(run: new.run).write(to: database)
        }
        try queue.close()
    }

    /// Brings the database of an earlier groktop to this one's version, within the caller's transaction: makes the
    /// tables and adds the columns that came later.
    static func upgrade(_ database: Database, from version: Int, window: Int) throws {
        guard version < RecordingFormat.version else { return }
        let earlier = RecordingSchema.tables(ColumnLimits(steps: .max, window: window, version: version))
        for table in RecordingSchema.tables(.any(window: window)) {
            let changes =
                earlier.first { $0.name == table.name }.map(table.additions(to:)) ?? [table.creation]
            for sql in changes { try database.execute(sql: sql) }
        }
        try database.execute(sql: "PRAGMA user_version = \(RecordingFormat.version)")
    }

    /// Opens it for writing, in WAL mode.
    ///
    /// `synchronous = NORMAL`: a commit is in the system's hands when it returns, and so survives the end of the
    /// process, however it ends. It is on the disk when the log is next checkpointed (every 1,000 pages, and on
    /// closing): a power failure can undo the last commits, in order, but never damages what was committed before them.
    static func open(_ file: URL, _ settings: RecorderSettings) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "groktop.recording"
        configuration.busyMode = .timeout(Self.busySeconds)
        configuration.prepareDatabase { database in
            try database.defend(isReader: false)
            guard try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL") == "wal" else {
                throw DatabaseError(message: "the file system has no shared memory, which SQLite's log needs")
            }
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
            try database.execute(sql: "PRAGMA journal_size_limit = \(Self.logBytes)")
            if let pages = settings.pageLimit { try database.execute(sql: "PRAGMA max_page_count = \(pages)") }
        }
        return try DatabaseQueue(path: file.path, configuration: configuration)
    }

    /// Only another process that is closing the same database can be in the way.
    private static let busySeconds = 5.0
    /// The log's file is cut to this after it had to grow, because somebody was reading for long.
    private static let logBytes = 4 << 20
}
