internal import Console
internal import Foundation
internal import Probes
internal import Recording
internal import Replication
internal import Reports
internal import RunEvents
internal import Runs
internal import SpectralEdge
internal import Synchronization
internal import Tasks
internal import Training
internal import Transformer

/// Measures what the author's protocol asks for beyond the probes, as far as it has not been done: the test loss's
/// curvature at his late step, and g₂₃ in his windows.
struct PublishedProbing {
    let kept: KeptProbes
    let progress: ReplicationProgress
    let stop: ReplicationStop

    /// What is to be measured of a run.
    struct Job: Sendable {
        var folder: RunFolder
        var reference: RunReference
        var curvatureStep: Int?
        var trail: Trail?
    }

    /// The windows of a g₂₃ trail, and the step that it goes to.
    struct Trail: Sendable, Equatable {
        var interval: Int
        var window: Int
        var end: Int
    }

    private static let (curvatureName, trailName) = ("test-curvature", "g23")

    // MARK: What there is

    func testCurvatures(_ reader: RunReader, lastStep: Int) -> [TestCurvatureRecord] {
        guard let step = curvatureStep(reader, lastStep) else { return [] }
        return [kept.read(reader.reference, step, Self.curvatureName)].compactMap(\.self)
    }

    func gapTrail(_ reader: RunReader, grokkedAt: Int?, lastStep: Int) -> GapTrail? {
        trail(reader, grokkedAt, lastStep).flatMap { kept.read(reader.reference, $0.end, Self.trailName) }
    }

    /// What has not been measured yet; nil where that is nothing.
    ///
    /// - Parameter needsUndecayedTrail: whether g₂₃ of a run without weight decay is wanted. It goes through the whole
    ///   run, which has to be derived again where few checkpoints are left.
    func missing(_ reader: RunReader, grokkedAt: Int?, lastStep: Int, needsUndecayedTrail: Bool) -> Job? {
        var job = Job(folder: reader.folder, reference: reader.reference)
        if testCurvatures(reader, lastStep: lastStep).isEmpty { job.curvatureStep = curvatureStep(reader, lastStep) }
        if gapTrail(reader, grokkedAt: grokkedAt, lastStep: lastStep) == nil,
            needsUndecayedTrail || reader.studiedConfig.optimizer.weightDecay > 0
        {
            job.trail = trail(reader, grokkedAt, lastStep)
        }
        return job.curvatureStep == nil && job.trail == nil ? nil : job
    }

    private func published(_ reader: RunReader) -> PublishedProtocol? {
        TaskList.known(reader.studiedConfig.task).report.paper.published
    }

    private func curvatureStep(_ reader: RunReader, _ lastStep: Int) -> Int? {
        guard let late = published(reader)?.late, late <= lastStep, late % reader.studiedConfig.spectrum.interval == 0
        else {
            return nil
        }
        return late
    }

    /// nil where the recorded spectra are of the author's windows, or the run has none that is full enough.
    private func trail(_ reader: RunReader, _ grokkedAt: Int?, _ lastStep: Int) -> Trail? {
        guard let author = published(reader) else { return nil }
        let (interval, spectrum) = (author.gapInterval(seed: reader.studiedConfig.seed), reader.studiedConfig.spectrum)
        if author.gapWindow == spectrum.window, [spectrum.interval, spectrum.fineInterval].contains(interval) {
            return nil
        }
        let last = reader.studiedConfig.optimizer.weightDecay > 0 ? grokkedAt ?? lastStep : lastStep
        let end = last / interval * interval
        return end >= 2 * interval ? Trail(interval: interval, window: author.gapWindow, end: end) : nil
    }

    // MARK: Measuring

    /// Ends early where it was stopped.
    func run(_ jobs: [Job]) async throws {
        for job in jobs {
            if stop.isStopped { return }
            let reader = try RunReader(job.folder)
            if let step = job.curvatureStep {
                let snapshot = try await StepSearch.snapshot(step, of: reader, until: stop)
                guard
                    let record = TestCurvature.record(
                        ProbeContext(of: reader.studiedConfig), snapshot, isCancelled: { stop.isStopped })
                else { return }
                try kept.write(record, job.reference, step, Self.curvatureName)
            }
            if let trail = job.trail {
                guard let record = try await measure(trail, of: reader) else { return }
                try kept.write(record, job.reference, trail.end, Self.trailName)
            }
            progress.advance(1)
        }
    }

    /// g₂₃ of windows of updates of θ_S. A window of two updates counts, with σ_3 = 0, as it does in the author's
    /// script.
    private func measure(_ trail: Trail, of reader: RunReader) async throws -> GapTrail? {
        let start = try await StepSearch.snapshot(0, of: reader, until: stop)
        let walk = Mutex(Walk(trail, from: Self.tracked(start)))
        do {
            try await Rederiving.trail(reader, every: trail.interval, through: trail.end) { _ in
                if stop.isStopped { throw Failure(message: "stopped", exitCode: 1) }
            } take: { checkpoint in
                guard let tracked = Self.tracked(checkpoint, of: reader) else { return }
                walk.withLock { $0.take(checkpoint.state.step, tracked) }
            }
        } catch  where stop.isStopped {
            return nil
        }
        return walk.withLock(\.record)
    }

    private static func tracked(_ snapshot: EdgeSnapshot) -> [Float] {
        Array(snapshot.parameters[snapshot.trackedRange])
    }

    private static func tracked(_ checkpoint: Checkpoint, of reader: RunReader) -> [Float]? {
        let config = reader.studiedConfig
        return
            (try? EdgeSnapshot(
                checkpoint, model: TransformerModel(for: config), tracked: config.spectrum.tracked)).map(tracked)
    }

    /// θ_S on its way along a trail.
    private struct Walk: Sendable {
        private let trail: Trail
        private var step = 0
        private var previous: [Float]
        private var updates: [[Double]] = []
        private(set) var record: GapTrail

        init(_ trail: Trail, from start: [Float]) {
            (self.trail, previous) = (trail, start)
            record = GapTrail(interval: trail.interval, window: trail.window, steps: [], g23: [])
        }

        /// A checkpoint that is not of the trail's next step is passed over, as is a second one of the same step.
        mutating func take(_ newStep: Int, _ tracked: [Float]) {
            guard newStep == step + trail.interval else { return }
            step = newStep
            updates.append(zip(tracked, previous).map { Double($0) - Double($1) })
            previous = tracked
            updates = Array(updates.suffix(trail.window))
            guard updates.count > 1 else { return }
            let values = SymmetricEigensystem(updates.map { row in updates.map { Directions.dot(row, $0) } }).values
            record.steps.append(step)
            record.g23.append(values[1] - (values.count > 2 ? values[2] : 0))
        }
    }
}
