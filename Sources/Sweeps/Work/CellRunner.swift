package import Console
internal import Foundation
internal import Recording

/// Works on one run until it is at its end or has failed often enough: the same here and in a job of Slurm's.
package struct CellRunner: Sendable {
    private let folder: SweepFolder
    private let manifest: SweepManifest
    private let settings: WorkSettings
    private let stop: SweepStop

    /// - Parameters:
    ///   - folder: the sweep's folder.
    ///   - manifest: what the sweep is.
    ///   - settings: how runs are worked on.
    ///   - stop: ends the work early.
    package init(_ folder: SweepFolder, _ manifest: SweepManifest, _ settings: WorkSettings, _ stop: SweepStop) {
        (self.folder, self.manifest, self.settings, self.stop) = (folder, manifest, settings, stop)
    }

    /// What became of the work on a run.
    package enum Outcome: Sendable, Equatable {
        /// The run is at its end.
        case done
        /// The work was stopped. The run goes on from its checkpoint the next time.
        case interrupted
        /// Somebody else works on it.
        case busy
        /// It was tried often enough.
        case failed(String)
    }

    /// Works on a run.
    ///
    /// - Parameter threads: threads that compute.
    /// - Throws: `Failure` where the sweep's folder cannot be written.
    package func run(_ cell: SweepCell, threads: Int) throws(Failure) -> Outcome {
        guard let lock = try FolderLock.take(folder.lock(cell)) else { return .busy }
        defer { lock.release() }
        while true {
            if stop.isStopped { return .interrupted }
            // The lock is this process's own, so that it does not count here.
            let before = state(cell)
            if let outcome = before.outcome { return finished(outcome, cell) }
            if before.status.state == .running { return .busy }
            let end = stop.wait(for: try ChildProcess.start(try child(cell, before.status, threads, lock)))
            keepWatched(cell, end)
            let after = state(cell)
            if let outcome = after.outcome { return finished(outcome, cell) }
            if isStopped(end) { return .interrupted }
            let attempts = (CellFailure.read(cell, in: folder)?.attempts ?? 0) + 1
            let failure = CellFailure(attempts: attempts, reason: reason(cell, end, after.status))
            try failure.write(cell, in: folder)
            if failure.isFinal { return .failed(failure.reason) }
        }
    }

    /// Whether the work was stopped. Where Slurm ends all processes of a job at once, the child may be faster than the
    /// signal's way through this process.
    private func isStopped(_ end: ChildProcess.End) -> Bool {
        if !stop.isStopped, end == .exited(128 + SIGTERM) || end == .killed(SIGTERM) {
            Thread.sleep(forTimeInterval: 0.5)
        }
        return stop.isStopped
    }

    private struct Found {
        var status: CellStatus
        var outcome: Outcome?
    }

    /// How the run stands by its folder alone. A run that cannot be gone on with has failed at once.
    private func state(_ cell: SweepCell) -> Found {
        let status = CellReader(folder, manifest).recorded(cell)
        switch status.state {
        case .done, .diverged: return Found(status: status, outcome: .done)
        case .failed:
            let reason = status.reason ?? "its run cannot be read"
            // A sweep removes no run: somebody may still want it.
            let way = "once \(folder.run(cell).path) is removed, the run is made anew"
            return Found(status: status, outcome: .failed("\(reason); \(way)"))
        default: return Found(status: status)
        }
    }

    private func finished(_ outcome: Outcome, _ cell: SweepCell) -> Outcome {
        if outcome == .done {
            CellFailure.remove(cell, in: folder)
            unlink(folder.log(cell).path)
        }
        return outcome
    }

    // MARK: The child

    private func child(
        _ cell: SweepCell, _ status: CellStatus, _ threads: Int, _ lock: FolderLock
    ) throws(Failure) -> ChildProcess.Settings {
        var environment = settings.environment
        let words: [String]
        if manifest.command != nil {
            words = try programWords(cell, threads)
        } else {
            // A person's configuration is in the plan already, and another machine may have another.
            environment["XDG_CONFIG_HOME"] = folder.url.appendingPathComponent("no-configuration").path
            words = [settings.program] + trainingWords(cell, status, threads)
        }
        return ChildProcess.Settings(words: words, environment: environment, log: folder.log(cell), lock: lock)
    }

    private func trainingWords(_ cell: SweepCell, _ status: CellStatus, _ threads: Int) -> [String] {
        let common = ["--threads", "\(threads)", "--ends-with-input"]
        guard status.state == .interrupted, let run = status.run else {
            return ["train"] + manifest.trainingWords(cell.values)
                + ["--runs", folder.runs.path, "--name", cell.name, "--no-commands"] + common
        }
        return ["resume", run, "--format", "ndjson"] + manifest.recordingWords + common
    }

    /// A user's program begins where the plan was made; the shell goes there and becomes the program.
    private func programWords(_ cell: SweepCell, _ threads: Int) throws(Failure) -> [String] {
        try folder.make(folder.command(cell))
        do throws(PlanProblem) {
            let words = try manifest.commandWords(cell, runs: folder.command(cell).path, threads: threads)
            return ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", manifest.directory] + words
        } catch {
            throw .data("\(folder.manifest.path): \(error.text)")
        }
    }

    /// The run of a user's program that ended well goes to the others.
    private func keepWatched(_ cell: SweepCell, _ end: ChildProcess.End) {
        guard manifest.command != nil, end == .exited(0) else { return }
        let status = CellReader(folder, manifest).recorded(cell)
        guard status.state == .done, let run = status.run else { return }
        if rename(run, folder.run(cell).path) == 0 {
            try? FileManager.default.removeItem(at: folder.command(cell))
        }
    }

    /// Why an attempt failed: how the process ended, and the last line that it said.
    private func reason(_ cell: SweepCell, _ end: ChildProcess.End, _ after: CellStatus) -> String {
        let last = LastLine.of(folder.log(cell))
        let said = last.map { ": \($0)" } ?? ""
        if let reason = end.reason { return reason + said }
        if manifest.command != nil, after.run == nil {
            return "the program ended well and recorded no run in {runs}\(said)"
        }
        return "the process ended well, and its run is not at its end\(said)"
    }
}
