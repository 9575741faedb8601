internal import Foundation
internal import GRDB
internal import Synchronization

/// A run's database, opened to be read only. Opening and reading leave its files as they are.
///
/// While the run is recorded, and after a kill, its newest events are in SQLite's write-ahead log, and SQLite reads both through
/// an index beside them (`run.sqlite-shm`), which it may have to make or repair: that one file, which holds nothing of its
/// own, is the exception. Of a run that was closed in order there is no log: it is then opened as unchangeable, without locks
/// and without another file. Should a recorder come along meanwhile, that is noticed, and the way changed.
final class ReadOnlyDatabase: Sendable {
    let folder: RunFolder
    private let connection: Mutex<Connection>

    private struct Connection: Sendable {
        var queue: DatabaseQueue
        var way: Way
        /// Of the database file, when it was opened.
        var identity: FileIdentity
        var version: FileVersion
    }

    private enum Way {
        /// With the write-ahead log.
        case shared
        /// The database file alone, which nobody changes.
        case unchanging
        /// The database file alone, because the log's index could not be made.
        case withoutLog
    }

    init(_ folder: RunFolder) throws(RecordingError) {
        self.folder = folder
        connection = Mutex(try Self.connect(folder))
    }

    /// Whether there is a log that could not be read, because there is no index and its folder cannot be written: the last
    /// events before a kill are missing then.
    var isWithoutLog: Bool { connection.withLock { $0.way == .withoutLog } }

    /// Reads in one transaction. What is read in it may be read twice.
    func read<Value>(_ body: (Database) throws -> Value) throws(RecordingError) -> Value {
        do {
            let connection = connection.withLock(\.self)
            try Self.checkPresence(folder, connection.identity)
            guard connection.way != .shared else { return try connection.queue.read(body) }
            if isUnchanged(connection) {
                let result = Result { try connection.queue.read(body) }
                if isUnchanged(connection) { return try result.get() }
            }
            return try reconnect().queue.read(body)
        } catch {
            throw RecordingError(error, path: folder.database.path)
        }
    }

    /// Whether nobody has come along since it was opened as unchangeable.
    private func isUnchanged(_ connection: Connection) -> Bool {
        (connection.way == .withoutLog || Self.isAtRest(folder)) && FileVersion(of: folder.database) == connection.version
    }

    private func reconnect() throws(RecordingError) -> Connection {
        let new = try Self.connect(folder)
        connection.withLock { $0 = new }
        return new
    }

    private static func isAtRest(_ folder: RunFolder) -> Bool {
        !folder.isBeingRecorded && !folder.hasWriteAheadLog
    }

    private static func checkPresence(_ folder: RunFolder, _ identity: FileIdentity) throws(RecordingError) {
        guard FileIdentity(of: folder.database) == identity else {
            throw RecordingError(.noInput, folder.path, "the run has been removed")
        }
    }

    private static func connect(_ folder: RunFolder) throws(RecordingError) -> Connection {
        guard let identity = FileIdentity(of: folder.database), let version = FileVersion(of: folder.database) else {
            let isThere = FileIdentity(of: folder.url) != nil
            throw RecordingError(.noInput, folder.path, isThere ? "is no run: it holds no run.sqlite" : "there is no such run")
        }
        guard FileSize.isRegular(folder.database) else {
            throw RecordingError(.inputOutput, folder.database.path, "is no regular file")
        }
        do {
            let (queue, way) = try open(folder)
            return Connection(queue: queue, way: way, identity: identity, version: version)
        } catch {
            throw RecordingError(error, path: folder.database.path)
        }
    }

    private static func open(_ folder: RunFolder) throws -> (DatabaseQueue, Way) {
        if isAtRest(folder) { return (try open(unchanging(folder)), .unchanging) }
        do {
            return (try open(folder.database.path), .shared)
        } catch let error as DatabaseError
            where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode.primaryResultCode)
        {
            return (try open(unchanging(folder)), .withoutLog)
        }
    }

    private static func unchanging(_ folder: RunFolder) -> String { folder.database.absoluteString + "?immutable=1" }

    /// - Parameter name: a path, or a URI with SQLite's parameters.
    private static func open(_ name: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.label = "groktop.reading"
        configuration.readonly = true
        configuration.busyMode = .timeout(busySeconds)
        configuration.prepareDatabase { database in
            // Damaged or foreign files: check pages before they are used, and run nothing that a schema brings along.
            try database.execute(sql: "PRAGMA cell_size_check = ON")
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
        }
        return try DatabaseQueue(path: name, configuration: configuration)
    }

    /// A recorder that is starting, or closing, may hold all others off for a moment.
    private static let busySeconds = 2.0
}
