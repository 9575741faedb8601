internal import Foundation

extension RunFolder {
    /// What a run's folder holds.
    private static let ownNames: Set = [
        "run.sqlite", "run.sqlite-wal", "run.sqlite-shm", "run.sqlite-journal", "lock", "checkpoints",
    ]

    /// A run need not be readable to be removed; but nothing is that is not a run's.
    /// - Throws: what `remove` would, but for what the system says.
    package func checkRemoval() throws(RecordingError) {
        try checkContents()
        if isBeingRecorded { throw RecordingError(.busy, path, "the run is being recorded by another process") }
    }

    private func checkContents() throws(RecordingError) {
        guard FileSize.bytes(database) != nil else {
            let isThere = FileSize.bytes(url) != nil
            throw RecordingError(.noInput, path, isThere ? "is no run: it holds no run.sqlite" : "there is no run")
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        if let other = Set(names).subtracting(Self.ownNames).min() {
            throw RecordingError(.usage, path, "holds '\(other)' besides a run, and is not removed")
        }
    }

    /// Removes the run and all that is in its folder.
    ///
    /// It is renamed to a hidden name first: a kill in between leaves no half run, and the next creation removes the rest.
    /// - Throws: `RecordingError` of kind `busy` while the run is being recorded, `noInput` where there is no run.
    package func remove() throws(RecordingError) {
        try checkContents()
        let lock = try RunLock(taking: lock)
        let hidden = url.deletingLastPathComponent().appendingPathComponent(
            RunsFolder.removedPrefix + NewRun.randomIdentifier(), isDirectory: true)
        guard rename(path, hidden.path) == 0 else { throw .system(path, "cannot be removed") }
        do {
            try withExtendedLifetime(lock) { try FileManager.default.removeItem(at: hidden) }
        } catch {
            throw RecordingError(.inputOutput, path, "cannot be removed: \(RecordingError(error, path: path).reason)")
        }
    }
}
