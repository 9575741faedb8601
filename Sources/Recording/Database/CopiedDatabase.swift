internal import Foundation
internal import GRDB
internal import Synchronization

/// A private copy of the database of a run that another machine records.
///
/// SQLite reads a database and its write-ahead log through an index in shared memory (`run.sqlite-shm`), which only
/// processes of one machine share: read in place from another, events could be missed or mixed, and the recorder be
/// disturbed. So the database and the log are copied, and the copies read, with an index of their own. Of the run's
/// files nothing is written, locked or mapped.
///
/// **Why the copies go together.** The log's header is read, then the database copied, then the log, then the header
/// read again (each opened anew), and they are taken only where both headers are equal: then it is one log, which has
/// only grown.
/// - A checkpoint writes pages into the database only from frames that are committed in the log before, and begins only
///   when those are on the disk (`synchronous = NORMAL`). All pages that changed in the database while it was copied,
///   whole or in part, are therefore in the log that was copied after it, and SQLite looks there first.
/// - Pages that are not in the log have not changed since it was begun: that happens only when all of the log before is
///   in the database, and on the disk. A new log overwrites the old one from its header on, which is on the disk before
///   the frames, so the old header vouches for the old frames.
/// - Hence the copies are the database as it was at the last commit that the copied log holds whole.
///
/// **A torn end.** The log may be copied while it is written to. The checksum of a frame covers all frames before it,
/// and salts tell frames of an earlier log: SQLite ends the log before the first that does not fit, and then at the
/// last commit before that. Frames of a commit under way, which SQLite may still rewrite, are beyond that commit.
/// Frames that were checkpointed are before it.
///
/// The same holds for a database that was copied earlier, as long as the log is the same; so mostly the log alone is
/// copied.
///
/// Not for the recorder's own process: closing a file there gives up that process's locks on it.
final class CopiedDatabase: Sendable {
    private let source: RunFolder
    private let settings: ReaderSettings
    private let folder: TemporaryFolder
    private let state = Mutex(State())

    private struct State: Sendable {
        /// nil before the first copy, and after one that failed.
        var queue: DatabaseQueue?
        /// The version of the run's files when their copying began.
        var version: SourceVersion?
        /// Whether they were the same already when they were copied the time before: times of files are too coarse to
        /// tell two commits from each other that follow at once.
        var isSettled = false
        /// The header of the log that the copied database goes with; nil where the database has to be copied.
        var log: WriteAheadLogHeader?
        /// No copy is made before this time of the settings' clock.
        var restsUntil = -Double.infinity
    }

    /// A log is begun anew every 1,000 pages: that many times in a row during a copy it can only be where copying takes
    /// far longer than recording.
    private static let attempts = 5

    init(of source: RunFolder, settings: ReaderSettings) throws(RecordingError) {
        self.source = source
        self.settings = settings
        folder = try TemporaryFolder(in: settings.temporaryFolder)
        _ = try state.withLock { state throws(RecordingError) in try bringUpToDate(&state) }
    }

    deinit { state.withLock { try? $0.queue?.close() } }

    /// Reads in one transaction, what was committed a copy interval ago and mostly less. One at a time.
    func read<Value: Sendable>(_ body: (Database) throws -> Value) throws -> Value {
        try state.withLock { state in try bringUpToDate(&state).read(body) }
    }

    private func bringUpToDate(_ state: inout State) throws(RecordingError) -> DatabaseQueue {
        if let queue = state.queue {
            guard settings.clock() >= state.restsUntil else { return queue }
            guard !state.isSettled || SourceVersion(of: source) != state.version else { return queue }
        }
        let start = settings.clock()
        try close(&state)
        try copy(&state)
        let queue: DatabaseQueue
        do {
            queue = try .readOnly(copied.database, .still)
        } catch {
            throw RecordingError(error, path: source.database.path)
        }
        state.queue = queue
        let end = settings.clock()
        // Where copying takes long, half of the time is left to others.
        state.restsUntil = end + max(settings.copyInterval, end - start)
        return queue
    }

    private var copied: RunFolder { RunFolder(folder.url) }

    private func close(_ state: inout State) throws(RecordingError) {
        do {
            try state.queue?.close()
        } catch {
            throw RecordingError(error, path: copied.database.path)
        }
        state.queue = nil
        for file in [copied.writeAheadLog, copied.sharedMemory] { unlink(file.path) }
    }

    private func copy(_ state: inout State) throws(RecordingError) {
        for _ in 0..<Self.attempts {
            let before = SourceVersion(of: source)
            if before.log == nil || before.log != state.log {
                state.log = nil
                try FileCopy.make(of: source.database, at: copied.database)
            }
            if before.log != nil { try copyLog() }
            if before.isSameLog(as: SourceVersion(of: source)) {
                state.log = before.log
                state.isSettled = before == state.version
                state.version = before
                return
            }
            state.log = nil
        }
        throw RecordingError(
            .busy, source.path, "another machine writes to it faster than it can be copied from here")
    }

    /// That it has gone meanwhile, its header will tell.
    private func copyLog() throws(RecordingError) {
        do {
            try FileCopy.make(of: source.writeAheadLog, at: copied.writeAheadLog)
        } catch  where error.kind == .noInput {}
    }
}
