internal import Foundation
internal import GRDB
internal import RunEvents
internal import Synchronization

/// The open database of a recorder, and the lock. Used by one thread at a time: the recorder's queue.
final class RecorderOutput: Sendable {
    /// Where the record ended when it was opened.
    let place: RecordedPlace
    private let folder: RunFolder
    private let window: Int
    private let identity: FileIdentity?
    private let queue: DatabaseQueue
    /// The format's version, when the database was opened.
    private let version: Int
    private let changing: Mutex<Changing>

    private struct Changing {
        var progress: ProgressRow
        var lock: RunLock?
        /// Whether the lock file says that it is this process that records.
        var isSigned = false
        /// Whether the database has the newest version of the format.
        var isUpgraded = false
    }

    static func open(
        _ folder: RunFolder, _ lock: RunLock, _ settings: RecorderSettings
    ) throws(RecordingError) -> (output: RecorderOutput, row: RunRow) {
        let path = folder.database.path
        do {
            let queue = try RunDatabase.open(folder.database, settings)
            let (row, place, version) = try queue.read { database in
                try database.checkSchema(path: path)
                let version = try RunReader.version(database, path)
                try RunReader.checkWriting(version, path)
                let row = try RunRow(database, version: version, path: path)
                let limits = ColumnLimits(
                    steps: row.run.lastStep, window: row.run.spectrum.window, version: version)
                return (row, try RecordedPlace(database, limits: limits, path: path), limits.version)
            }
            return (
                RecorderOutput(folder, lock, queue, place, window: row.run.spectrum.window, version: version), row
            )
        } catch {
            throw RecordingError(error, path: path)
        }
    }

    private init(
        _ folder: RunFolder, _ lock: RunLock, _ queue: DatabaseQueue, _ place: RecordedPlace, window: Int, version: Int
    ) {
        self.folder = folder
        self.version = version
        self.window = window
        self.queue = queue
        self.place = place
        identity = FileIdentity(of: folder.database)
        changing = Mutex(Changing(progress: place.progress, lock: lock))
    }

    /// Before the first write, so that no reader on another machine takes the log for its own; and not sooner, as a run
    /// that is not gone on with after all is to be as it was.
    private func sign() throws(RecordingError) {
        try changing.withLock { changing throws(RecordingError) in
            guard !changing.isSigned else { return }
            try changing.lock?.sign(folder.lock)
            changing.isSigned = true
        }
    }

    /// Whether the folder has been moved or removed: trying again is of no use then.
    var isGone: Bool { identity == nil || FileIdentity(of: folder.database) != identity }

    /// Writes events and progress in one transaction: all of them or none.
    func write(
        _ events: [RecordedEvent], progress: ProgressRecord?, elapsedSeconds: Double
    ) throws(RecordingError) {
        // SQLite would go on writing into files that have no name any more.
        guard !isGone else {
            throw RecordingError(.inputOutput, folder.path, "cannot be written: the folder has been moved or removed")
        }
        try sign()
        var row = changing.withLock(\.progress)
        row.advance(events, progress, elapsedSeconds: elapsedSeconds)
        do {
            let isUpgraded = changing.withLock(\.isUpgraded)
            row.bestTestAccuracy = try queue.write { [window, row, version] database in
                if !isUpgraded { try RunDatabase.upgrade(database, from: version, window: window) }
                var row = row
                var writer = EventWriter(database, window: window, bestTestAccuracy: row.bestTestAccuracy)
                for event in events { try writer.write(event) }
                row.bestTestAccuracy = writer.bestTestAccuracy
                try row.write(to: database)
                return row.bestTestAccuracy
            }
        } catch {
            throw RecordingError(error, path: folder.database.path)
        }
        changing.withLock { [row] in ($0.progress, $0.isUpgraded) = (row, true) }
    }

    /// Brings the log into the database file, as far as readers let it, and releases the lock. Never fails: what is
    /// committed is committed, and stays in the log then.
    func close() {
        _ = try? queue.writeWithoutTransaction { database in try database.checkpoint(.truncate) }
        try? queue.close()
        changing.withLock { $0.lock = nil }
    }
}
