internal import Foundation

extension RunFolder {
    /// Removes the run and all that is in its folder.
    ///
    /// It is renamed to a hidden name first: a kill in between leaves no half run, and the next creation removes the rest.
    /// - Throws: `RecordingError` of kind `busy` while the run is being recorded, `noInput` where there is no run.
    package func remove() throws(RecordingError) {
        guard FileSize.bytes(database) != nil else { throw RecordingError(.noInput, path, "there is no run") }
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
