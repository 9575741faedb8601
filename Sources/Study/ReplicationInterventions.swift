internal import Foundation
internal import Recording
internal import Replication
internal import Reports
internal import RunEvents
internal import Runs
internal import Synchronization

/// The interventions of a replication: other weight decays from a step after grokking, with a fresh Adam as in the
/// paper. Those that are done are not repeated.
struct ReplicationInterventions {
    let kept: KeptProbes
    let threads: Int
    let progress: ReplicationProgress
    let stop: ReplicationStop

    struct Job: Sendable {
        var reader: RunReader
        var intervention: Intervention
    }

    private static let name = "intervene"

    /// Optimizer steps of each fork: the paper's number, or that of the run where it is smaller.
    private static func steps(_ config: RunConfig) -> Int { min(Intervention.usualSteps, config.steps) }

    /// - Parameter step: where the forks leave the run; nil where there are none.
    func record(_ reader: RunReader, _ step: Int?) -> InterventionRecord? {
        guard let step else { return nil }
        let record: InterventionRecord? = kept.read(reader.reference, step, Self.name)
        return record?.steps == Self.steps(reader.studiedConfig) ? record : nil
    }

    /// nil where it was done, or cannot be.
    func missing(_ reader: RunReader, _ step: Int?) -> Job? {
        guard let step, record(reader, step) == nil else { return nil }
        return Job(
            reader: reader,
            intervention: Intervention(step: step, steps: Self.steps(reader.studiedConfig), freshOptimizer: true))
    }

    /// Makes the interventions. It returns early where it was stopped.
    func run(_ jobs: [Job]) async throws {
        // Steps of the jobs before, where forks begin behind their own.
        var before = 0
        for (index, job) in jobs.enumerated() {
            if stop.isStopped { return }
            let (reader, intervention, after) = (job.reader, job.intervention, Self.units(Array(jobs[(index + 1)...])))
            let newest = Mutex(0)
            let work = Task { [threads, progress, before] in
                try await intervention.run(on: reader, threads: threads, observer: .lines) { report in
                    newest.withLock { $0 = max($0, report.stepsDone) }
                    let done = before + report.stepsDone
                    // How many steps a fork has to derive again is known only once it has begun.
                    progress.show(done: done, of: done + report.stepsLeft + after)
                }
            }
            stop.add { work.cancel() }
            do {
                try kept.write(try await work.value, reader.reference, intervention.step, Self.name)
                before += newest.withLock(\.self)
            } catch is CancellationError {
                return
            }
        }
    }

    static func units(_ jobs: [Job]) -> Int {
        jobs.reduce(0) { $0 + $1.intervention.steps * $1.intervention.weightDecays.count }
    }
}
