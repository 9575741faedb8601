package import Foundation

/// A recorded run on disk: a folder of its own. Its files are described in docs/RECORDING.md.
package struct RunFolder: Sendable, Equatable {
    /// Where the folder is, or is to be.
    package let url: URL

    /// Nothing is read, and the folder need not be there.
    package init(_ url: URL) { self.url = url }

    /// The folder's own name, without the path to it.
    package var name: String { url.lastPathComponent }
    /// The path to the folder, for messages and system calls.
    package var path: String { url.path }
    /// The SQLite database that holds everything that happened.
    package var database: URL { url.appendingPathComponent("run.sqlite", isDirectory: false) }
    /// The folder of checkpoints.
    package var checkpoints: URL { url.appendingPathComponent("checkpoints", isDirectory: true) }
    /// The folder of commands from other processes; a run that takes none has none.
    var commands: URL { url.appendingPathComponent("commands", isDirectory: true) }
    var lock: URL { url.appendingPathComponent("lock", isDirectory: false) }
    /// SQLite's write-ahead log: what is committed and not yet part of the database file.
    var writeAheadLog: URL { url.appendingPathComponent("run.sqlite-wal", isDirectory: false) }
    /// SQLite's index of that log, shared by the processes of one machine.
    var sharedMemory: URL { url.appendingPathComponent("run.sqlite-shm", isDirectory: false) }

    /// SQLite's rollback journal, which a recorder never has.
    var rollbackJournal: URL { url.appendingPathComponent("run.sqlite-journal", isDirectory: false) }

    /// Whether a process records it just now, this one or another.
    package var isBeingRecorded: Bool { RunLock.isHeld(lock) }

    /// Whether something of it is in the write-ahead log only: while it is recorded, and after a kill.
    var hasWriteAheadLog: Bool { FileSize.bytes(writeAheadLog) ?? 0 > 0 }

    /// Whether a process of another machine records it, or was the last to. A lock file that says nothing is of this
    /// one.
    func isOfAnother(than host: HostIdentity) -> Bool {
        guard let holder = LockHolder(of: lock) else { return false }
        return holder.host != host
    }

    /// When an event was last committed; nil where there is no database.
    package var lastWritten: Date? {
        [database, writeAheadLog].compactMap { FileVersion(of: $0)?.date }.max()
    }

    /// Bytes of all its files.
    package var bytes: Int {
        [url, checkpoints].reduce(0) { $0 + FileSize.ofFiles(in: $1) }
    }
}
