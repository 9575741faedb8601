internal import Console
internal import Foundation
internal import Probes
internal import Recording
internal import Reports
internal import RunEvents
internal import Runs
internal import SpectralEdge
internal import Synchronization
internal import Training

/// Probes recorded runs at their steps. Probes that have an answer are not repeated.
struct ReplicationProbing {
    let kept: KeptProbes
    let threads: Int
    let progress: ReplicationProgress
    let stop: ReplicationStop

    /// A step of a run, and the measurements to make there.
    struct Job: Sendable {
        var folder: RunFolder
        var reference: RunReference
        var step: Int
        var kinds: [MeasurementKind]
    }

    /// The kinds of measurement, the longest first, so that no long one is left over at the end.
    static let kinds: [MeasurementKind] = [
        .readout, .function, .ablation, .perturbation, .curvature, .attention, .fourier,
    ]

    /// The measurements without an answer. Kinds that need directions are left out where the step has none.
    func missing(_ reader: RunReader, _ steps: [Int]) -> [Job] {
        let first = SpectrumTracker.firstDirections(reader.studiedConfig.spectrum)
        return steps.compactMap { step in
            let kinds = Self.kinds.filter { kind in
                guard step >= first || !kind.needsDirections else { return false }
                let record: ProbeRecord? = kept.read(reader.reference, step, kind.command)
                return record.map(isOutdated) ?? true
            }
            return kinds.isEmpty
                ? nil : Job(folder: reader.folder, reference: reader.reference, step: step, kinds: kinds)
        }
    }

    /// Whether an earlier groktop measured less than this one does.
    private func isOutdated(_ record: ProbeRecord) -> Bool {
        record.as(AblationRecord.self).map { $0.angleMatched == nil } ?? false
    }

    /// All answers that there are.
    func records(_ reader: RunReader, _ steps: [Int]) -> [ProbeRecord] {
        steps.flatMap { step in
            Self.kinds.compactMap { kept.read(reader.reference, step, $0.command) as ProbeRecord? }
        }
    }

    /// Makes the measurements. It returns early where it was stopped.
    func run(_ jobs: [Job]) async throws {
        var context: (run: String, value: ProbeContext)?
        for job in jobs {
            if stop.isStopped { return }
            let reader = try RunReader(job.folder)
            let snapshot = try await StepSearch.snapshot(job.step, of: reader, until: stop)
            if context?.run != job.folder.name { context = (job.folder.name, ProbeContext(of: reader.studiedConfig)) }
            guard let context else { return }
            try measure(job, context.value, snapshot)
        }
    }

    /// Makes the measurements of one step. Each kind is measured whole on one thread.
    private func measure(_ job: Job, _ context: ProbeContext, _ snapshot: EdgeSnapshot) throws {
        let failure = Mutex<Failure?>(nil)
        let queue = MeasurementQueue(lanes: max(1, min(threads, job.kinds.count)))
        for kind in job.kinds where !kind.needsDirections || !snapshot.directions.isEmpty {
            queue.submit { request in
                guard !stop.isStopped, failure.withLock(\.self) == nil else { return }
                let record = MeasurementMaker.measure(
                    kind, context, snapshot, isCancelled: { stop.isStopped || request.isCancelled })
                guard let record else { return }
                do throws(Failure) {
                    try kept.write(record, job.reference, job.step, kind.command)
                    progress.advance(1, (job.reference.name, job.step))
                } catch {
                    failure.withLock { $0 = $0 ?? error }
                }
            } answer: { _ in
            }
        }
        queue.waitUntilIdle()
        progress.ended(job.reference.name)
        if let failure = failure.withLock(\.self) { throw failure }
    }
}
