internal import Console
internal import Foundation
internal import Recording
internal import Replication
internal import RunEvents
internal import Runs
internal import Tasks
internal import Synchronization
internal import Training

/// Trains the missing runs, several at a time. Runs with one thread each are together 5 to 16 % faster on two cores
/// than one after the other with all threads, and have the same bits.
struct ReplicationTraining {
    let runsFolder: URL
    let threads: Int
    let progress: ReplicationProgress
    let stop: ReplicationStop

    struct Job: Sendable {
        var config: RunConfig
        /// The recording of a run that is continued; nil for a new run.
        var folder: RunFolder?
        /// The steps that are trained already.
        var step: Int
        /// Room for its checkpoints.
        var budget: CheckpointBudget
    }

    /// Trains the runs. It returns when all are finished or it was stopped.
    ///
    /// - Throws: the `Failure` of the first run that fails. The others are stopped then, and can be continued.
    func run(_ jobs: [Job]) async throws {
        guard !jobs.isEmpty else { return }
        let lanes = min(threads, jobs.count)
        let queue = JobQueue(jobs)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<lanes {
                // The first lanes get the threads that are left over.
                let own = threads / lanes + (lane < threads % lanes ? 1 : 0)
                group.addTask {
                    while let job = queue.next(), !stop.isStopped { try await train(job, threads: own) }
                }
            }
            do {
                try await group.waitForAll()
            } catch {
                stop.stop()
                while let result = await group.nextResult() { _ = result }
                throw error
            }
        }
        if let failure = stop.failure { throw failure }
    }

    private func train(_ job: Job, threads: Int) async throws {
        let settings = TrainingSettings(
            threads: threads, pace: nil, runsFolder: runsFolder, checkpointEvery: 1, budget: job.budget)
        let observer = SessionObserver(
            recording: { [stop] report in
                switch report {
                case .waits(let error), .ended(let error), .checkpointMissing(_, let error): stop.stop(Failure(error))
                case .goesOn: break
                }
            },
            noticed: { [progress] in
                progress.clear()
                StandardError.line("groktop: \($0)")
            })
        let session =
            if let folder = job.folder {
                try SessionAssembly.continuing(folder, settings, observer)
            } else {
                try SessionAssembly.new(job.config, schedule: [], settings, observer)
            }
        if let failure = stop.failure {
            session.close()
            throw failure
        }
        let commands = session.trainer.commands
        stop.add { commands.send(.stop) }
        let name = session.folder?.name ?? ""
        var step = job.step
        let end = await session.run { event in
            guard case .progress(let record) = event else { return }
            progress.advance(max(0, record.step - step), (name, record.step))
            step = max(step, record.step)
        }
        progress.advance(end.isFinished ? max(0, job.config.steps - step) : 0)
        progress.ended(name)
        if let failure = Failure(end, of: session.folder) { throw failure }
    }

    /// Room for the parameters of every interval of a run, and for most of its windows. Runs of seeds that were not
    /// selected are many, and what is measured of them is kept: they have room for some twenty checkpoints. Those of
    /// the steps that are probed in every run are among them, and other steps are derived again.
    static func budget(_ config: RunConfig, _ cohort: ReplicationPlan.Cohort) -> CheckpointBudget {
        let report = TaskList.known(config.task).report
        let fixed = ProbePlaces(grokkedAt: nil, config: config, lastStep: config.steps).fixed
        return CheckpointBudget(
            bytes: cohort == .published ? report.checkpointBytes : report.unselectedCheckpointBytes,
            keptSteps: Set(fixed))
    }

    private final class JobQueue: Sendable {
        private let jobs: Mutex<[Job]>

        init(_ jobs: [Job]) { self.jobs = Mutex(jobs.reversed()) }

        func next() -> Job? { jobs.withLock { $0.popLast() } }
    }
}
