package import Console
internal import Foundation

/// Gives a sweep to Slurm, asks after it, and takes it back. It never waits for jobs.
package struct SlurmDriver {
    private let folder: SweepFolder
    private let manifest: SweepManifest
    private let settings: WorkSettings
    private let tool: SlurmTool
    private let reader: CellReader

    /// - Parameters:
    ///   - folder: the sweep's folder.
    ///   - manifest: what the sweep is.
    ///   - settings: how runs are worked on; the environment is this process's.
    package init(_ folder: SweepFolder, _ manifest: SweepManifest, _ settings: WorkSettings) {
        self.init(folder, manifest, settings, CellReader(folder, manifest, indexFolder: settings.indexFolder))
    }

    /// - Parameter reader: reads the run folders.
    init(_ folder: SweepFolder, _ manifest: SweepManifest, _ settings: WorkSettings, _ reader: CellReader) {
        (self.folder, self.manifest, self.settings, self.reader) = (folder, manifest, settings, reader)
        tool = SlurmTool(environment: settings.environment)
    }

    /// The largest array where Slurm does not say: its own default.
    private static let usualArray = 1_001

    /// Checks that other machines see the folder, unless the plan says that it does not matter.
    ///
    /// - Throws: `Failure` with EX_USAGE.
    package func checkFolder() throws(Failure) {
        if !manifest.slurm.takesAnyFolder { try SharedFolder.check(folder, environment: settings.environment) }
    }

    private var script: SlurmScript {
        SlurmScript(folder: folder, manifest: manifest, program: settings.program)
    }

    /// The command and the script that a submission of some runs would begin with.
    ///
    /// - Precondition: there is a run.
    package func preview(_ cells: [SweepCell]) -> [String] {
        let batch = SlurmBatch(number: (SlurmBatch.all(in: folder).last?.number ?? 0) + 1, cells: cells.map(\.name))
        let lines = script.text(batch).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return [ShellText.quoted(script.submission(batch)), ""] + lines.dropLast()
    }

    // MARK: Submitting

    /// What became of a submission.
    package struct Submission: Sendable {
        /// How many runs were to be submitted.
        package var asked: Int
        /// How many runs Slurm took.
        package var taken: Int
        /// The ids of their arrays.
        package var jobs: [String]
        /// Why Slurm did not take the others; nil where it took all.
        package var problem: String?
    }

    /// Gives to Slurm what is missing, in as few arrays as it allows, and returns.
    ///
    /// - Throws: `Failure` where a file cannot be written, or there is no sbatch; with EX_TEMPFAIL where Slurm does not
    ///   answer.
    package func submitMissing() throws(Failure) -> Submission {
        // Where two commands run at a time, the second finds in the queue what the first has submitted.
        let lock = try FolderLock.waiting(for: folder.slurm.appendingPathComponent("lock"))
        defer { lock.release() }
        return try submit(try missing())
    }

    private func submit(_ cells: [SweepCell]) throws(Failure) -> Submission {
        var submission = Submission(asked: cells.count, taken: 0, jobs: [])
        guard !cells.isEmpty else { return submission }
        let largest = try largestArray()
        SlurmQueue.forget(in: folder)
        for start in stride(from: 0, to: cells.count, by: largest) {
            let names = cells[start..<min(cells.count, start + largest)].map(\.name)
            let number = (SlurmBatch.all(in: folder).last?.number ?? 0) + 1
            let batch = SlurmBatch(number: number, cells: names)
            try folder.make(batch.logs(in: folder))
            try batch.write(in: folder)
            try OutputFile.write(script.text(batch), to: batch.script(in: folder).path)
            let answer = try tool.run(script.submission(batch))
            let job = answer.output.trimmingCharacters(in: .whitespacesAndNewlines)
            guard answer.isSuccess, !job.isEmpty else {
                submission.problem = answer.complaint.isEmpty ? "sbatch gave no job" : answer.complaint
                return submission
            }
            try SlurmJobs(folder).add(SlurmJobs.Job(batch: number, job: job))
            submission.taken += names.count
            submission.jobs.append(job)
        }
        return submission
    }

    /// The most elements of an array: an index must be below MaxArraySize.
    private func largestArray() throws(Failure) -> Int {
        let answer = try tool.run(["scontrol", "show", "config"])
        guard answer.isSuccess, let match = answer.output.firstMatch(of: /MaxArraySize\s*=\s*([0-9]+)/),
            let size = Int(match.1), size > 0
        else { return Self.usualArray }
        return size
    }

    // MARK: Asking

    /// How all runs stand: by their folders, and by Slurm where the folders do not tell.
    ///
    /// - Parameter mustAsk: whether an answer of a moment ago will not do.
    /// - Throws: `Failure` where there is no squeue.
    package func statuses(mustAsk: Bool) throws(Failure) -> [CellStatus] {
        // Slurm is asked first: what ends in between is then found in its folder.
        let batches = SlurmBatch.all(in: folder)
        let recent = mustAsk ? nil : SlurmQueue.recent(in: folder)
        let queue = if let recent { recent } else { try ask(batches, mustAnswer: mustAsk) }
        let jobs = SlurmJobs(folder).read()
        var view = SlurmView(
            queue: queue, batches: batches, taken: Set(jobs.map(\.batch)), now: Date().timeIntervalSince1970)
        let recorded = reader.all()
        let statuses = view.completed(recorded)
        guard statuses.contains(where: { $0.state == .lost }) else { return statuses }
        view.accounted = SlurmAccounting.states(tool, jobs)
        return view.accounted.isEmpty ? statuses : view.completed(recorded)
    }

    /// A machine without Slurm's programs learns nothing; it can still read the run folders.
    private func ask(_ batches: [SlurmBatch], mustAnswer: Bool) throws(Failure) -> SlurmQueue? {
        do throws(Failure) {
            return try SlurmQueue.ask(tool, manifest, batches, in: folder)
        } catch {
            if mustAnswer { throw error }
            return nil
        }
    }

    // MARK: Going on and giving up

    /// The runs that are to be submitted: those that nobody works on, that are not at their ends and not in the queue.
    ///
    /// - Throws: `Failure` with EX_TEMPFAIL where Slurm does not answer: what it has in its queue would be there twice.
    private func missing() throws(Failure) -> [SweepCell] {
        let statuses = try statuses(mustAsk: true)
        guard !statuses.contains(where: { $0.state == .unknown }) else {
            throw .temporary("Slurm does not answer; nothing was submitted, because its queue may hold these runs")
        }
        let open = statuses.filter { [.pending, .interrupted, .failed, .lost].contains($0.state) }
        for status in open { CellFailure.remove(status.cell, in: folder) }
        return open.map(\.cell)
    }

    /// Takes all jobs of the sweep out of Slurm. Runs under way make a checkpoint and end.
    ///
    /// - Returns: how many jobs there were.
    /// - Throws: `Failure` where Slurm does not do it.
    package func cancel() throws(Failure) -> Int {
        let batches = SlurmBatch.all(in: folder)
        guard !batches.isEmpty else { return 0 }
        let queue = try SlurmQueue.ask(tool, manifest, batches, in: folder)
        SlurmQueue.forget(in: folder)
        for batch in batches {
            let answer = try tool.run(["scancel", "--name=\(batch.jobName(manifest))"])
            guard answer.isSuccess else { throw .temporary("Slurm does not cancel the jobs: \(answer.complaint)") }
        }
        return queue?.entries.count { $0.isQueued || $0.isRunning } ?? 0
    }
}
