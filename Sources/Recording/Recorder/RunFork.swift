package import Foundation
internal import GRDB
internal import RunEvents

/// A new run that begins as another did.
package enum RunFork {
    /// Makes a run's folder that holds the parent's events up to and including a step, then a `forked` event. It gets
    /// the newest checkpoint up to that step from which the run can go on, and the parameters and moments at marks
    /// before it. The folder is made as a whole or not at all. The parent is only read, and may be being recorded.
    ///
    /// Its `finished` events are left out, as the fork goes on. All others keep their order, and are counted anew.
    ///
    /// - Parameters:
    ///   - parent: a run in a format that this groktop writes.
    ///   - step: where the fork leaves it.
    ///   - run: names the new run, and has its configuration: the parent's, but for its end.
    /// - Throws: `RecordingError`: `usage` for a step that the parent has not reached or that is beyond the fork's
    ///   last, `data` for a parent of a later format.
    package static func create(
        from parent: RunReader, at step: Int, run: NewRun, in runsFolder: URL
    ) throws(RecordingError) -> RunFolder {
        try parent.checkWriting()
        guard let config = run.run.config else { preconditionFailure("a fork of a run that groktop cannot train") }
        let parentConfig = try parent.config
        var expected = config
        (expected.steps, expected.ending) = (parentConfig.steps, parentConfig.ending)
        precondition(expected == parentConfig, "a fork differs from its parent in its end at most")
        let reached = try parent.summary().progress.step
        guard (0...reached).contains(step) else {
            throw RecordingError(
                .usage, parent.folder.path, "cannot be left at step \(step): it has come to step \(reached)")
        }
        guard step <= config.steps else {
            throw RecordingError(
                .usage, parent.folder.path, "cannot be left at step \(step) for a run of \(config.steps) steps")
        }
        let fork = ForkedRecord(step: step, parent: parent.reference)
        return try RunFolder.create(run, parent: fork, in: runsFolder) { folder in
            let prefix = try copyEvents(of: parent, fork: fork, config: config, to: folder)
            try copyCheckpoints(of: parent, step: step, reproducedEvents: prefix.reproducedEvents, to: folder)
        }.folder
    }

    /// What was copied, and what follows from it.
    private struct Prefix {
        var sequence = 0
        var reproducedEvents = 0
        var elapsedSeconds = 0.0
        var weightDecay: Double
        var bestTestAccuracy: Double?
        var isWhole = false
    }

    private static func copyEvents(
        of parent: RunReader, fork: ForkedRecord, config: RunConfig, to folder: RunFolder
    ) throws -> Prefix {
        let queue = try RunDatabase.open(folder.database, RecorderSettings())
        var prefix = Prefix(weightDecay: config.optimizer.weightDecay)
        try parent.forEachBatch { batch throws(RecordingError) in
            guard !prefix.isWhole else { return }
            do {
                prefix = try queue.write { [prefix] database in
                    try copy(batch, until: fork.step, after: prefix, window: config.spectrum.window, into: database)
                }
            } catch {
                throw RecordingError(error, path: folder.database.path)
            }
        }
        try queue.write { [prefix] database in try end(prefix, fork, config, database) }
        try queue.writeWithoutTransaction { database in _ = try database.checkpoint(.truncate) }
        try queue.close()
        return prefix
    }

    private static func copy(
        _ batch: EventBatch, until step: Int, after prefix: Prefix, window: Int, into database: Database
    ) throws -> Prefix {
        var prefix = prefix
        var writer = EventWriter(database, window: window, bestTestAccuracy: prefix.bestTestAccuracy)
        try batch.forEach { recorded in
            // Steps reached never fall, so the first beyond ends the prefix.
            guard !prefix.isWhole, recorded.reachedStep <= step else { return prefix.isWhole = true }
            if case .finished = recorded.event { return }
            prefix.sequence += 1
            if recorded.event.isReproduced { prefix.reproducedEvents += 1 }
            if case .command(let command) = recorded.event { prefix.weightDecay = command.weightDecay }
            prefix.elapsedSeconds = recorded.elapsedSeconds
            var copied = recorded
            copied.sequence = prefix.sequence
            try writer.write(copied)
        }
        prefix.bestTestAccuracy = writer.bestTestAccuracy
        return prefix
    }

    private static func end(_ prefix: Prefix, _ fork: ForkedRecord, _ config: RunConfig, _ database: Database) throws {
        var writer = EventWriter(database, window: config.spectrum.window, bestTestAccuracy: prefix.bestTestAccuracy)
        try writer.write(
            RecordedEvent(
                sequence: prefix.sequence + 1, reachedStep: fork.step, elapsedSeconds: prefix.elapsedSeconds,
                event: .forked(fork)))
        var progress = ProgressRow(run: .trained(config))
        progress.record.step = fork.step
        progress.record.weightDecay = prefix.weightDecay
        progress.elapsedSeconds = prefix.elapsedSeconds
        progress.bestTestAccuracy = prefix.bestTestAccuracy
        try progress.write(to: database)
    }

    /// The parent may be thinning its checkpoints meanwhile, or writing one anew; then they are looked at again.
    private static let attempts = 3

    private static func copyCheckpoints(
        of parent: RunReader, step: Int, reproducedEvents: Int, to folder: RunFolder
    ) throws {
        let (source, target) = (parent.checkpoints, CheckpointStore(folder))
        func newestWhole(_ store: CheckpointStore) -> CheckpointStore.Entry? {
            store.newestWhole(notAfter: step, reproducedEvents: reproducedEvents)
        }
        for entry in source.list().entries
        where entry.reason.isMark && entry.step <= step && entry.state.reproducedEvents <= reproducedEvents {
            try copy(source.file(entry.step), to: target.file(entry.step))
        }
        for attempt in 1... {
            guard let whole = newestWhole(source) else { return }
            do {
                try copy(source.windowsFile(whole.step), to: target.windowsFile(whole.step))
                try copy(source.file(whole.step), to: target.file(whole.step))
            } catch  where attempt < attempts {
                continue
            }
            if newestWhole(target) == whole || attempt == attempts { return }
        }
    }

    /// Gives the file a second name where the file system can, and copies it elsewhere. Two folders may share a file,
    /// as checkpoints are replaced and never changed.
    private static func copy(_ file: URL, to copy: URL) throws {
        try? FileManager.default.removeItem(at: copy)
        if link(file.path, copy.path) == 0 { return }
        try FileManager.default.copyItem(at: file, to: copy)
    }
}
