internal import Foundation
internal import GRDB
package import RunEvents
internal import Synchronization

/// A recorded run, read only: while it is recorded, by this process or another, here or on a machine that shares the
/// file system, and afterwards.
///
/// Opening checks what the run is. Nothing on disk is changed (see `ReadOnlyDatabase` for the one exception). Whatever
/// is not as groktop recorded it is a `RecordingError`, never a wrong event: the folder and all in it may be somebody
/// else's work.
package final class RunReader: Sendable {
    /// The run's folder.
    package let folder: RunFolder
    /// The name and identifier that the run was made with.
    package let reference: RunReference
    /// What the run is.
    package let run: RunDescription
    /// Commands that were to be given on the way, given or not.
    package var schedule: [ScheduledCommand] { row.schedule }
    /// The parent of a fork, and where the fork leaves it; nil for a run that is no fork.
    package let parent: ForkedRecord?

    let database: ReadOnlyDatabase
    private let settings: ReaderSettings
    private let second = Mutex<ReadOnlyDatabase?>(nil)
    let row: RunRow
    /// The format's version, when the run was opened.
    let version: Int

    /// Opens a run, and checks what it is. Events are read later.
    ///
    /// - Throws: `RecordingError` where it is no run, is damaged, has a format that cannot be read, or cannot be
    ///   opened.
    package init(
        _ folder: RunFolder, settings: ReaderSettings = ReaderSettings()
    ) throws(RecordingError) {
        self.folder = folder
        self.settings = settings
        database = try ReadOnlyDatabase(folder, settings)
        let path = folder.database.path
        (version, row) = try database.read { database in
            let version = try Self.version(database, path)
            try database.checkSchema(path: path)
            let row = try RunRow(database, version: version, path: path)
            if version > RecordingFormat.version {
                try database.checkKnownColumns(version, window: row.run.spectrum.window, path)
            }
            return (version, row)
        }
        reference = row.reference
        run = row.run
        parent = row.parent
    }

    /// The configuration of a run that groktop trains.
    ///
    /// - Throws: `RecordingError` of kind `usage` for a run that another program trains: it can be watched, replayed
    ///   and exported, and cannot be made again.
    package var config: RunConfig {
        get throws(RecordingError) {
            if let config = run.config { return config }
            throw RecordingError(
                .usage, folder.path,
                "was trained by another program, so that groktop cannot make its steps again; replay, watch --follow, "
                    + "export and runs take it")
        }
    }

    /// The run's checkpoints.
    package var checkpoints: CheckpointStore { CheckpointStore(folder) }

    /// A connection for a second thread, opened when it is first needed. Where a copy is read, it is the first one:
    /// another copy could be older.
    func secondConnection() throws(RecordingError) -> ReadOnlyDatabase {
        if database.isCopied { return database }
        if let second = second.withLock(\.self) { return second.isCopied ? database : second }
        let opened = try ReadOnlyDatabase(folder, settings)
        second.withLock { $0 = opened }
        return opened
    }

    /// - Parameter version: the format's, which a recorder of a later groktop raises where it goes on with the run.
    func limits(_ version: Int) -> ColumnLimits {
        ColumnLimits(steps: run.lastStep, window: run.spectrum.window, version: version)
    }

    /// How far the run has come.
    package func summary() throws(RecordingError) -> RunSummary {
        let (row, path) = (row, folder.database.path)
        var summary = try database.read { database in
            let limits = limits(try Self.version(database, path))
            return try RunSummary(database, row: row, limits: limits, path: path)
        }
        if summary.progress.state != .finished, folder.isBeingRecorded { summary.state = .running }
        return summary
    }
}
