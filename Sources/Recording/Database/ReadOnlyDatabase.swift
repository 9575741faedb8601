internal import Foundation
internal import GRDB
internal import Synchronization

/// A run's database, opened to be read only. Opening and reading leave the run's files as they are, byte for byte.
///
/// While this machine's recorder writes, the newest events are in SQLite's write-ahead log, and SQLite reads both
/// through an index beside them in shared memory (`run.sqlite-shm`), which holds nothing of its own: that one file is
/// the exception. Where nobody records the run, nothing is shared: database and log are read without locks, with an
/// index in this process's memory, and a run that was killed is read as well as one that was closed in order. Where
/// another machine records the run, or was the last to, and where the index cannot be reached, a copy is read
/// (`CopiedDatabase`). Should a recorder come along meanwhile, here or elsewhere, that is noticed, and the way changed.
final class ReadOnlyDatabase: Sendable {
    let folder: RunFolder
    private let settings: ReaderSettings
    private let connection: Mutex<Connection>

    private struct Connection: Sendable {
        var way: Way
        /// Which database file it is, and as what it was opened.
        var identity: FileIdentity
        var version: StillVersion
    }

    /// What must stay as it is while nobody is thought to write.
    private struct StillVersion: Sendable, Equatable {
        let database: FileVersion?
        let log: FileVersion?

        init(of folder: RunFolder) {
            (database, log) = (FileVersion(of: folder.database), FileVersion(of: folder.writeAheadLog))
        }
    }

    private enum Way: Sendable {
        /// Together with this machine's recorder.
        case shared(DatabaseQueue)
        /// Files that nobody changes.
        case still(DatabaseQueue)
        /// A copy, because the log's index is another machine's.
        case foreign(CopiedDatabase)
        /// A copy, because the log's index cannot be reached.
        case unshared(CopiedDatabase)

        func read<Value: Sendable>(_ body: (Database) throws -> Value) throws -> Value {
            switch self {
            case .shared(let queue), .still(let queue): try queue.read(body)
            case .foreign(let copy), .unshared(let copy): try copy.read(body)
            }
        }
    }

    init(_ folder: RunFolder, _ settings: ReaderSettings) throws(RecordingError) {
        self.folder = folder
        self.settings = settings
        connection = Mutex(try Self.connect(folder, settings))
    }

    /// Whether a copy is read, which may be older than that of another connection.
    var isCopied: Bool {
        switch connection.withLock(\.way) {
        case .foreign, .unshared: true
        case .shared, .still: false
        }
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
        case .shared, .unshared: folder.isBeingRecorded && !folder.isOfAnother(than: settings.host)
        case .still: !folder.isBeingRecorded && StillVersion(of: folder) == connection.version
        case .foreign: (folder.isBeingRecorded || folder.hasWriteAheadLog) && folder.isOfAnother(than: settings.host)
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
        try folder.checkFiles()
        guard let identity = FileIdentity(of: folder.database) else { throw folder.absence("there is no such run") }
        // SQLite takes the log of an empty database for left over.
        guard FileSize.bytes(folder.database) ?? 0 > 0 else {
            throw RecordingError(
                .data, folder.database.path,
                folder.hasWriteAheadLog
                    ? "is empty, though there is a log beside it" : "is no run that groktop recorded")
        }
        let version = StillVersion(of: folder)
        do {
            return Connection(way: try open(folder, settings), identity: identity, version: version)
        } catch {
            throw RecordingError(error, path: folder.database.path)
        }
    }

    private static func open(_ folder: RunFolder, _ settings: ReaderSettings) throws -> Way {
        let (isBeingRecorded, hasLog) = (folder.isBeingRecorded, folder.hasWriteAheadLog)
        if !isBeingRecorded, !hasLog { return .still(try .readOnly(folder.database, .immutable)) }
        // A lock of another machine's is not always seen here, so that a log of another machine's may be growing.
        if folder.isOfAnother(than: settings.host) {
            return .foreign(try CopiedDatabase(of: folder, settings: settings))
        }
        if !isBeingRecorded { return .still(try .readOnly(folder.database, .still)) }
        do {
            return .shared(try .readOnly(folder.database, .shared))
        } catch let error as DatabaseError
            where [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_BUSY].contains(error.resultCode.primaryResultCode)
        {
            return .unshared(try CopiedDatabase(of: folder, settings: settings))
        }
    }
}
