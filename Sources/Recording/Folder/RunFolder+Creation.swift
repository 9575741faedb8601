internal import Foundation
internal import GRDB
internal import RunEvents

extension RunFolder {
    /// How many digits of the identifier a name ends with: more only where the shorter name is taken.
    private static let nameDigits = [4, 8, 16, 32]

    /// Makes a run's folder, all or nothing: under a hidden name, with its database and what `fill` puts in it; then
    /// renamed.
    ///
    /// - Parameter fill: gets the folder under its hidden name. No file of it may stay open.
    /// - Returns: the folder, and its lock, taken.
    static func create(
        _ run: NewRun, parent: ForkedRecord?, in runsFolder: URL, fill: (RunFolder) throws -> Void
    ) throws(RecordingError) -> (folder: RunFolder, lock: RunLock) {
        try makeFolders(runsFolder)
        RunsFolder.sweep(runsFolder)
        let name = try name(of: run, in: runsFolder)
        let hidden = RunFolder(
            runsFolder.appendingPathComponent(RunsFolder.unfinishedPrefix + run.identifier, isDirectory: true))
        do {
            let lock = try makeHidden(hidden)
            try RunDatabase.create(
                at: hidden.database, new: run, reference: RunReference(name: name, identifier: run.identifier),
                parent: parent)
            try fill(hidden)
            let folder = RunFolder(runsFolder.appendingPathComponent(name, isDirectory: true))
            guard rename(hidden.path, folder.path) == 0 else {
                // Another process may have made a run of the same name meanwhile.
                if run.folderName != nil, [EEXIST, ENOTEMPTY].contains(errno) { throw taken(folder.url) }
                throw RecordingError.system(folder.path, "cannot be made")
            }
            return (folder, lock)
        } catch {
            hidden.removeOwnFiles()
            throw cause(RecordingError(error, path: hidden.path), hidden, runsFolder)
        }
    }

    private static func name(of run: NewRun, in runsFolder: URL) throws(RecordingError) -> String {
        func isTaken(_ name: String) -> Bool { FileSize.bytes(runsFolder.appendingPathComponent(name)) != nil }
        if let name = run.folderName {
            if isTaken(name) { throw taken(runsFolder.appendingPathComponent(name)) }
            return name
        }
        return nameDigits.lazy.map { run.name(digits: $0) }.first { !isTaken($0) } ?? run.name(digits: 32)
    }

    private static func taken(_ folder: URL) -> RecordingError {
        RecordingError(.usage, folder.path, "there is something of this name already")
    }

    /// The hidden name says nothing to anybody: by now nothing is called so.
    private static func cause(_ error: RecordingError, _ hidden: RunFolder, _ runsFolder: URL) -> RecordingError {
        guard error.path.hasPrefix(hidden.path) else { return error }
        return RecordingError(.inputOutput, runsFolder.path, "no run can be made in it: \(error.reason)")
    }

    /// Makes a folder and those above it, where they are not there.
    private static func makeFolders(_ folder: URL) throws(RecordingError) {
        if mkdir(folder.path, 0o755) == 0 || errno == EEXIST { return }
        let code = errno
        guard code == ENOENT, folder.path != "/" else {
            throw RecordingError(.inputOutput, folder.path, "cannot be made: \(String(cString: strerror(code)))")
        }
        try makeFolders(folder.deletingLastPathComponent())
        guard mkdir(folder.path, 0o755) == 0 || errno == EEXIST else { throw .system(folder.path, "cannot be made") }
    }

    /// How often a hidden folder is made again that others have removed.
    private static let attempts = 20

    /// Makes the hidden folder and takes its lock.
    ///
    /// Before the lock is taken, another creation may take the folder for one that a kill has left, and remove it. Then
    /// it is made again.
    private static func makeHidden(_ hidden: RunFolder) throws -> RunLock {
        guard mkdir(hidden.path, 0o755) == 0 else {
            throw RecordingError.system(hidden.path, "its folder cannot be made")
        }
        for _ in 0..<attempts {
            guard let lock = try lockThere(hidden) else {
                mkdir(hidden.path, 0o755)
                continue
            }
            try lock.sign(hidden.lock)
            guard mkdir(hidden.checkpoints.path, 0o755) == 0 else {
                throw RecordingError.system(hidden.path, "its folder cannot be made")
            }
            return lock
        }
        throw RecordingError(.inputOutput, hidden.path, "was removed by another process while it was made")
    }

    /// The folder's lock; nil where another has removed it or the folder.
    private static func lockThere(_ hidden: RunFolder) throws -> RunLock? {
        do {
            let lock = try RunLock(taking: hidden.lock)
            return lock.isStill(at: hidden.lock) ? lock : nil
        } catch {
            guard FileSize.isFolder(hidden.url) else { return nil }
            throw error
        }
    }
}
