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
    package let folder: RunFolder
    package let reference: RunReference
    package let config: RunConfig
    /// Commands that were to be given on the way, given or not.
    package var schedule: [ScheduledCommand] { row.schedule }
    /// Of a fork: its parent, and where it left it.
    package let parent: ForkedRecord?

    let database: ReadOnlyDatabase
    private let settings: ReaderSettings
    private let second = Mutex<ReadOnlyDatabase?>(nil)
    private let row: RunRow
    /// The format's version, when the run was opened.
    let version: Int

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
            return (version, try RunRow(database, path: path))
        }
        reference = row.reference
        config = row.config
        parent = row.parent
    }

    package var checkpoints: CheckpointStore { CheckpointStore(folder) }

    /// Opened when it is first needed. Of a copied database the first again: another copy could be older.
    func secondConnection() throws(RecordingError) -> ReadOnlyDatabase {
        if database.isCopied { return database }
        if let second = second.withLock(\.self) { return second.isCopied ? database : second }
        let opened = try ReadOnlyDatabase(folder, settings)
        second.withLock { $0 = opened }
        return opened
    }

    var limits: ColumnReader.Limits {
        ColumnReader.Limits(steps: config.steps, window: config.spectrum.window, version: version)
    }

    /// How far the run has come.
    package func summary() throws(RecordingError) -> RunSummary {
        let (row, path, limits) = (row, folder.database.path, limits)
        var summary = try database.read { database in
            try RunSummary(database, row: row, limits: limits, path: path)
        }
        if summary.progress.state != .finished, folder.isBeingRecorded { summary.state = .running }
        return summary
    }

    /// - Throws: `RecordingError` where it is no run, or one of a version that is not known.
    static func version(_ database: Database, _ path: String) throws -> Int {
        let identifier = try pragma("application_id", database, path)
        guard identifier == RecordingSchema.applicationIdentifier else {
            throw RecordingError(.data, path, "is no run that groktop recorded")
        }
        let version = try pragma("user_version", database, path)
        guard version <= RecordingSchema.version else {
            throw RecordingError(
                .data, path,
                "has version \(version) of the format; this groktop reads versions 1 to \(RecordingSchema.version)")
        }
        guard version >= 1 else {
            throw RecordingError(.data, path, "is damaged: there is no version \(version) of the format")
        }
        return version
    }

    private static func pragma(_ name: String, _ database: Database, _ path: String) throws -> Int {
        var value = 0
        try database.forEachRow("PRAGMA \(name)", table: name, path: path) { row in
            value = try row.integer(in: Int.min...Int.max)
        }
        return value
    }
}
