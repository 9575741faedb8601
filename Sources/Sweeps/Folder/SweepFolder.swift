package import Console
package import Foundation
internal import Recording
internal import RunEvents

/// A sweep on disk. The manifest says which runs there are to be; the run folders say how they stand.
package struct SweepFolder: Sendable {
    /// The folder, as an absolute path.
    package let url: URL

    /// Nothing is read, and the folder need not be there.
    package init(_ path: String) { url = URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL }

    /// The folder's path.
    package var path: String { url.path }
    /// What the sweep is.
    package var manifest: URL { file("sweep.json") }
    /// The runs folder of all runs that groktop trains, and of finished runs of users' programs.
    package var runs: URL { folder("runs") }
    /// Holds a runs folder for each run of a user's program, until the program has ended well.
    var commands: URL { folder("commands") }
    /// A file for each run that has failed.
    var failures: URL { folder("failures") }
    /// A file for each run that is being worked on.
    var locks: URL { folder("locks") }
    /// What the processes of runs say on standard error; nothing of runs that went well.
    package var logs: URL { folder("logs") }
    /// Scripts, lists, job ids and logs of Slurm's jobs.
    package var slurm: URL { folder("slurm") }

    /// A file that asks whoever works on the sweep here to stop.
    var cancellation: URL { file("cancel") }

    /// The place of a run.
    func run(_ cell: SweepCell) -> RunFolder { RunFolder(runs.appendingPathComponent(cell.name, isDirectory: true)) }

    /// The runs folder of a user's program.
    func command(_ cell: SweepCell) -> URL { commands.appendingPathComponent(cell.name, isDirectory: true) }

    func failure(_ cell: SweepCell) -> URL { failures.appendingPathComponent("\(cell.name).json", isDirectory: false) }

    func lock(_ cell: SweepCell) -> URL { locks.appendingPathComponent(cell.name, isDirectory: false) }

    func log(_ cell: SweepCell) -> URL { logs.appendingPathComponent("\(cell.name).txt", isDirectory: false) }

    private func folder(_ name: String) -> URL { url.appendingPathComponent(name, isDirectory: true) }

    private func file(_ name: String) -> URL { url.appendingPathComponent(name, isDirectory: false) }

    /// Whether a sweep is there.
    package var isThere: Bool { FileManager.default.fileExists(atPath: manifest.path) }

    /// What the sweep is.
    ///
    /// - Throws: `Failure` where there is none, or its manifest cannot be read.
    package func read() throws(Failure) -> SweepManifest {
        guard let data = FileManager.default.contents(atPath: manifest.path) else {
            throw .noInput("\(path): is no sweep: it holds no sweep.json")
        }
        do {
            let read = try JSONText.value(SweepManifest.self, String(decoding: data, as: UTF8.self))
            guard read.version <= SweepManifest.newest else {
                throw Failure.data("\(manifest.path): a later groktop wrote it (format \(read.version))")
            }
            guard read.cells.allSatisfy({ NewRun.isFolderName($0.name) }) else {
                throw Failure.data("\(manifest.path): names a run as no folder can be called")
            }
            return read
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .data("\(manifest.path): is no sweep's manifest")
        }
    }

    /// Writes the manifest whole or not at all, with all folders that runs need. A sweep that is there is extended,
    /// never cut short.
    ///
    /// - Returns: the manifest that counts from now on.
    /// - Throws: `Failure`; with EX_USAGE where the folder holds runs of another sweep.
    package func write(_ wanted: SweepManifest) throws(Failure) -> SweepManifest {
        for folder in [url, runs, failures, locks, logs, slurm] { try make(folder) }
        // Two commands for one folder write one after the other.
        let lock = try FolderLock.waiting(for: file("lock"))
        defer { lock.release() }
        var manifest = wanted
        if isThere {
            let present = try read()
            guard wanted.holds(present) else {
                throw .usage(
                    "\(path) holds another sweep, with runs that this plan does not have; --out names another folder")
            }
            manifest.identifier = present.identifier
            if manifest == present { return present }
        }
        do {
            try OutputFile.write(JSONText.line(manifest) + "\n", to: self.manifest.path)
        } catch let failure as Failure {
            throw failure
        } catch {
            preconditionFailure("a manifest has no JSON: \(error)")
        }
        return manifest
    }

    /// Asks whoever works on the sweep, on this machine or another with the same file system, to stop.
    ///
    /// - Returns: whether somebody works on it.
    /// - Throws: `Failure` where the folder cannot be written.
    package func cancel(_ manifest: SweepManifest) throws(Failure) -> Bool {
        guard manifest.cells.contains(where: { FolderLock.isHeld(lock($0)) }) else { return false }
        try OutputFile.write("", to: cancellation.path)
        return true
    }

    /// Makes a folder and those above it, where they are not there.
    func make(_ folder: URL) throws(Failure) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .inputOutput("\(folder.path): cannot be made: \(error.localizedDescription)")
        }
    }
}
