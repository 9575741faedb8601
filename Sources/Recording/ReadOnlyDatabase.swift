internal import Foundation
internal import GRDB
internal import Synchronization

/// A run's database, opened to be read only. Opening and reading leave its files as they are.
///
/// While the run is recorded, and after a kill, its newest events are in SQLite's write-ahead log, and SQLite reads both through
/// an index beside them (`run.sqlite-shm`), which it may have to make or repair: that one file, which holds nothing of its
/// own, is the exception. Where another machine records the run, or was the last to, a copy is read, and nothing at all
/// written (`CopiedDatabase`). Of a run that was closed in order there is no log: it is then opened as unchangeable, without locks
/// and without another file. Should a recorder come along meanwhile, here or elsewhere, that is noticed, and the way changed.
final class ReadOnlyDatabase: Sendable {
    let folder: RunFolder
    private let settings: ReaderSettings
    private let connection: Mutex<Connection>

    private struct Connection: Sendable {
        var way: Way
        /// Of the database file, when it was opened.
        var identity: FileIdentity
        var version: FileVersion
    }

    private enum Way: Sendable {
        /// With the write-ahead log.
        case shared(DatabaseQueue)
        /// The database file alone, which nobody changes.
        case unchanging(DatabaseQueue)
        /// The database file alone, because the log's index could not be made.
        case withoutLog(DatabaseQueue)
        /// A copy of both, because the log's index is another machine's.
        case copied(CopiedDatabase)

        func read<Value: Sendable>(_ body: (Database) throws -> Value) throws -> Value {
            switch self {
            case .shared(let queue), .unchanging(let queue), .withoutLog(let queue): try queue.read(body)
            case .copied(let copy): try copy.read(body)
            }
        }
    }

    init(_ folder: RunFolder, _ settings: ReaderSettings) throws(RecordingError) {
        self.folder = folder
        self.settings = settings
        connection = Mutex(try Self.connect(folder, settings))
    }

    /// Whether there is a log that could not be read, because there is no index and its folder cannot be written: the last
    /// events before a kill are missing then.
    var isWithoutLog: Bool {
        if case .withoutLog = connection.withLock(\.way) { true } else { false }
    }

    /// Whether a copy is read, which may be older than that of another connection.
    var isCopied: Bool {
        if case .copied = connection.withLock(\.way) { true } else { false }
    }

    /// Reads in one transaction. What is read in it may be read twice.
    func read<Value: Sendable>(_ body: (Database) throws -> Value) throws(RecordingError) -> Value {
        do {
            let connection = connection.withLock(\.self)
            try Self.checkPresence(folder, connection.identity)
            if isRight(connection) {
                let result = Result { try connection.way.read(body) }
                if isRight(connection) { return try result.get() }
            }
            return try reconnect().way.read(body)
        } catch {
            throw RecordingError(error, path: folder.database.path)
        }
    }

    /// Whether the way still is the one to take: nobody has come along since, and nobody has gone.
    private func isRight(_ connection: Connection) -> Bool {
        switch connection.way {
        case .shared: !folder.isOfAnother(than: settings.host)
        case .unchanging: folder.isAtRest && FileVersion(of: folder.database) == connection.version
        case .withoutLog: FileVersion(of: folder.database) == connection.version
        case .copied: !folder.isAtRest && folder.isOfAnother(than: settings.host)
        }
    }

    private func reconnect() throws(RecordingError) -> Connection {
        let new = try Self.connect(folder, settings)
        connection.withLock { $0 = new }
        return new
    }

    private static func checkPresence(_ folder: RunFolder, _ identity: FileIdentity) throws(RecordingError) {
        guard FileIdentity(of: folder.database) == identity else {
            throw RecordingError(.noInput, folder.path, "the run has been removed")
        }
    }

    private static func connect(
        _ folder: RunFolder, _ settings: ReaderSettings
    ) throws(RecordingError) -> Connection {
        guard let identity = FileIdentity(of: folder.database), let version = FileVersion(of: folder.database) else {
            let isThere = FileIdentity(of: folder.url) != nil
            throw RecordingError(.noInput, folder.path, isThere ? "is no run: it holds no run.sqlite" : "there is no such run")
        }
        guard FileSize.isRegular(folder.database) else {
            throw RecordingError(.inputOutput, folder.database.path, "is no regular file")
        }
        do {
            return Connection(way: try open(folder, settings), identity: identity, version: version)
        } catch {
            throw RecordingError(error, path: folder.database.path)
        }
    }

    private static func open(_ folder: RunFolder, _ settings: ReaderSettings) throws -> Way {
        if folder.isAtRest { return .unchanging(try .readOnly(unchanging(folder))) }
        if folder.isOfAnother(than: settings.host) { return .copied(try CopiedDatabase(of: folder, settings: settings)) }
        do {
            return .shared(try .readOnly(folder.database.path))
        } catch let error as DatabaseError
            where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode.primaryResultCode)
        {
            return .withoutLog(try .readOnly(unchanging(folder)))
        }
    }

    private static func unchanging(_ folder: RunFolder) -> String { folder.database.absoluteString + "?immutable=1" }
}

extension RunFolder {
    /// Whether the database file holds everything, and nobody is about to change it.
    fileprivate var isAtRest: Bool { !isBeingRecorded && !hasWriteAheadLog }
}
