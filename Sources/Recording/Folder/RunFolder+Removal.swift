internal import Foundation
internal import Safetensors

extension RunFolder {
    /// The files of a run's folder, besides its checkpoints.
    private static let ownNames: Set = ["run.sqlite", "run.sqlite-wal", "run.sqlite-shm", "run.sqlite-journal", "lock"]

    /// Checks whether the run can be removed. It need not be readable, but the folder may hold nothing else.
    ///
    /// - Throws: what `remove` would, but for errors of the system.
    package func checkRemoval() throws(RecordingError) {
        try checkContents()
        if isBeingRecorded { throw RecordingError(.busy, path, "the run is being recorded by another process") }
    }

    private func checkContents() throws(RecordingError) {
        // Renamed, a link would be gone, and the run that it leads to still there.
        try UntrustedFile.checkFolder(url)
        guard FileSize.bytes(database) != nil else { throw absence("there is no run") }
        try UntrustedFile.checkFolder(checkpoints)
        try UntrustedFile.checkFolder(commands)
        if let other = foreignNames().min() {
            throw RecordingError(.usage, path, "holds '\(other)' besides a run, and is not removed")
        }
    }

    /// The folders in a run's folder that are there, and which of their files a run has.
    private var innerFolders: [(url: URL, isOwn: (String) -> Bool)] {
        [(checkpoints, isCheckpoint), (commands, CommandFolder.isOwn)].filter { FileSize.isFolder($0.url) }
    }

    /// Files that no run has, by their paths in the folder.
    private func foreignNames() -> [String] {
        let inner = innerFolders
        let others = Self.names(url).filter { name in
            !Self.ownNames.contains(name) && !inner.contains { $0.url.lastPathComponent == name }
        }
        return others
            + inner.flatMap { folder, isOwn in
                Self.names(folder).filter { !isOwn($0) || FileSize.isFolder(folder.appendingPathComponent($0)) }
                    .map { "\(folder.lastPathComponent)/\($0)" }
            }
    }

    private func isCheckpoint(_ name: String) -> Bool {
        CheckpointName.step(name, CheckpointName.suffix) != nil
            || CheckpointName.step(name, CheckpointName.windowsSuffix) != nil
            || SafetensorsWriter.isUnfinished(checkpoints.appendingPathComponent(name, isDirectory: false))
    }

    private static func names(_ folder: URL) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    }

    /// Removes the run and its folder.
    ///
    /// It is renamed to a hidden name first: a kill in between leaves no half run, and the next creation removes the
    /// rest.
    ///
    /// - Throws: `RecordingError`: `busy` while the run is being recorded, `noInput` where there is no run, `usage`
    ///   where the folder holds something else than a run.
    package func remove() throws(RecordingError) {
        try checkContents()
        let lock = try RunLock(taking: lock)
        let hidden = RunFolder(
            url.deletingLastPathComponent().appendingPathComponent(
                RunsFolder.removedPrefix + NewRun.randomIdentifier(), isDirectory: true))
        guard rename(path, hidden.path) == 0 else { throw .system(path, "cannot be removed") }
        let code = withExtendedLifetime(lock) { hidden.removeOwnFiles() }
        guard code == 0 else { throw .system(hidden.path, "cannot be removed", code) }
    }

    /// Removes what a run has written, and the folder where nothing else is in it. Links are removed and not followed.
    ///
    /// - Returns: 0, or the system's code of the first that could not be removed.
    @discardableResult
    func removeOwnFiles() -> Int32 {
        var code: Int32 = 0
        func note(_ result: Int32) {
            if result != 0, errno != ENOENT, code == 0 { code = errno }
        }
        for (folder, isOwn) in innerFolders {
            for name in Self.names(folder) where isOwn(name) { note(unlink(folder.path + "/" + name)) }
            note(rmdir(folder.path))
        }
        // The lock goes last: without it the folder would be taken for one that is being made.
        for name in Self.ownNames.sorted(by: >) { note(unlink(path + "/" + name)) }
        note(rmdir(path))
        return code
    }
}
