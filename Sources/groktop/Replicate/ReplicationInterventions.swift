internal import Foundation
internal import Recording
internal import Replication
internal import RunEvents
internal import Synchronization

/// Other weight decays from a step after grokking, as in the paper: with Adam begun anew, as far as it has not been done.
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

    /// Optimizer steps of each fork: the paper's, or as many as the run itself has.
    private static func steps(_ config: RunConfig) -> Int { min(Intervention.usualSteps, config.steps) }

    func record(_ reader: RunReader, _ places: ProbePlaces) -> InterventionRecord? {
        guard let step = places.intervention else { return nil }
        let record: InterventionRecord? = kept.read(reader.reference, step, Self.name)
        return record?.steps == Self.steps(reader.config) ? record : nil
    }

    /// nil where it was done, or cannot be.
    func missing(_ reader: RunReader, _ places: ProbePlaces) -> Job? {
        guard let step = places.intervention, record(reader, places) == nil else { return nil }
        return Job(
            reader: reader,
            intervention: Intervention(step: step, steps: Self.steps(reader.config), freshOptimizer: true))
    }

    /// Ends early where it was stopped.
    func run(_ jobs: [Job]) async throws {
        for job in jobs {
            if stop.isStopped { return }
            let (reader, intervention) = (job.reader, job.intervention)
            let done = Mutex(0)
            let work = Task { [threads, progress] in
                try await intervention.run(on: reader, threads: threads) { report in
                    let steps = done.withLock { done in
                        defer { done = max(done, report.stepsDone) }
                        return max(0, report.stepsDone - done)
                    }
                    progress.advance(steps)
                }
            }
            stop.add { work.cancel() }
            do {
                try kept.write(try await work.value, reader.reference, intervention.step, Self.name)
            } catch is CancellationError {
                return
            }
        }
    }

    static func units(_ jobs: [Job]) -> Int { jobs.reduce(0) { $0 + $1.intervention.steps * $1.intervention.weightDecays.count } }
}
