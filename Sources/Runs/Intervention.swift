internal import Console
internal import Foundation
internal import Probes
package import Recording
package import RunEvents
internal import SpectralEdge
internal import Synchronization
internal import Tasks
internal import Training
internal import Transformer

/// An intervention on a recorded run: for each of several weight decays, a fork from one step is trained and measured.
///
/// The forks are runs like any other, and stand beside their parent. A fork that is there already is used, and trained
/// further if it was interrupted. So a call that was cancelled can be repeated, and continues where it stopped.
package struct Intervention: Sendable {
    /// The step at which the forks leave, which lies before the parent's last step. The parent may still be training.
    package var step: Int
    /// Optimizer steps of each fork, counted from `step`. They may go beyond the parent's last step.
    package var steps = Intervention.usualSteps
    /// The weight decays ω. Each gets one fork.
    package var weightDecays = [0, 0.5, 1, 2]
    /// Whether Adam begins anew in each fork, without moments.
    package var freshOptimizer = false

    /// The number of steps in the published study.
    package static let usualSteps = 3_000

    /// - Parameters:
    ///   - step: where the forks leave.
    ///   - steps: optimizer steps of each fork.
    ///   - freshOptimizer: whether Adam begins anew in each.
    package init(step: Int, steps: Int = Intervention.usualSteps, freshOptimizer: Bool = false) {
        (self.step, self.steps, self.freshOptimizer) = (step, steps, freshOptimizer)
    }

    private var end: Int { step + steps }

    /// Trains the forks that are not finished, as many at once as threads and memory allow, and measures each at its
    /// end.
    ///
    /// If the task is cancelled, the forks under way stop, and everything up to there is recorded.
    ///
    /// - Parameters:
    ///   - threads: threads that compute, for all forks together.
    ///   - observer: receives reports about the forks' recordings.
    ///   - progress: receives the progress about twenty times a second for each fork, on any thread.
    /// - Returns: the figures of every fork, in the order of `weightDecays`.
    /// - Throws: `CancellationError`; `Failure` where no fork can leave at the step, or a fork fails; `RecordingError`,
    ///   also where another process records one of the forks.
    package func run(
        on parent: RunReader, threads: Int, observer: SessionObserver,
        progress: @escaping @Sendable (InterventionProgress) -> Void
    ) async throws -> InterventionRecord {
        precondition(threads >= 1 && !weightDecays.isEmpty, "\(weightDecays.count) forks on \(threads) threads")
        let forks = try forks(of: parent)
        let lanes = try min(forks.count, threads, Self.roomFor(parent.config))
        let context = try ProbeContext(of: parent.config)
        let clock = InterventionClock(
            try forks.map { try RunReader($0).summary().state == .finished ? end..<end : step..<end }, progress)
        let branches = try await withThrowingTaskGroup(of: (Int, InterventionRecord.Branch).self) { group in
            var waiting = Array(forks.enumerated())[...]
            func beginNext() {
                guard let (index, fork) = waiting.popFirst() else { return }
                group.addTask {
                    try await train(fork, threads: max(1, threads / lanes), observer) { clock.note($0, of: index) }
                    return (index, try await measure(fork, weightDecays[index], context))
                }
            }
            for _ in 0..<lanes { beginNext() }
            var branches: [(Int, InterventionRecord.Branch)] = []
            while let branch = try await group.next() {
                branches.append(branch)
                beginNext()
            }
            return branches.sorted { $0.0 < $1.0 }.map(\.1)
        }
        return InterventionRecord(
            step: step, steps: steps, freshOptimizer: freshOptimizer,
            coordinate: context.coordinate, sequences: context.readoutSequences.count, branches: branches)
    }

    /// How many runs may be trained at once: as many as fit into half of the memory, if each takes twice its least.
    private static func roomFor(_ config: RunConfig) -> Int {
        max(1, Int(ProcessInfo.processInfo.physicalMemory / 4 / LeastMemory.bytes(config)))
    }

    // MARK: Forks

    /// The folders of the forks, in the order of the weight decays. None is made unless all can be made.
    private func forks(of parent: RunReader) throws -> [RunFolder] {
        let runsFolder = parent.folder.url.deletingLastPathComponent()
        let plans = weightDecays.map {
            ForkPlan(step: step, weightDecay: .value($0), freshOptimizer: freshOptimizer, steps: end)
        }
        for plan in plans { try plan.check(parent, option: "--step") }
        guard end <= ConfigLimits.step.upperBound else {
            throw Failure.usage(
                "--steps is \(steps); with forks at step \(step) it must be from 1 to "
                    + "\(ConfigLimits.step.upperBound - step)"
            )
        }
        let entries = try RunCatalog(runsFolder).list()
        return try plans.map { plan in
            try entries.lazy.first { isFork(of: parent, $0, plan) }?.folder ?? plan.make(from: parent, in: runsFolder)
        }
    }

    /// Whether the run is this fork, and no command has changed its course since.
    private func isFork(of parent: RunReader, _ entry: RunCatalog.Entry, _ plan: ForkPlan) -> Bool {
        guard let summary = try? entry.summary.get(), summary.run.steps == end,
            summary.parent?.parent.identifier == parent.reference.identifier, summary.parent?.step == step,
            let reader = try? RunReader(entry.folder), reader.schedule == plan.schedule,
            let events = try? reader.events()
        else { return false }
        let own = events.map(\.event).drop {
            if case .forked(let record) = $0 { record != summary.parent } else { true }
        }
        let given = own.compactMap { event -> ScheduledCommand? in
            guard case .command(let record) = event, record.command.changesTraining else { return nil }
            return ScheduledCommand(step: record.step, command: record.command)
        }
        return plan.schedule.starts(with: given)
    }

    /// Trains a fork to its end. The trainer runs in a task of its own, so that no event is lost when the caller's task
    /// is cancelled.
    private func train(
        _ fork: RunFolder, threads: Int, _ observer: SessionObserver, progress: @escaping @Sendable (Int) -> Void
    ) async throws {
        guard try RunReader(fork).summary().state != .finished else { return }
        let settings = TrainingSettings(
            threads: threads, pace: nil, runsFolder: fork.url.deletingLastPathComponent(), budget: CheckpointBudget())
        let session = try SessionAssembly.continuing(fork, settings, observer)
        let training = Task {
            await session.run { event in if case .progress(let record) = event { progress(record.step) } }
        }
        let end = await withTaskCancellationHandler {
            await training.value
        } onCancel: {
            session.trainer.commands.send(.stop)
        }
        if let failure = Failure(end, of: fork) { throw failure }
        try Task.checkCancellation()
    }

    // MARK: Measuring

    /// Makes one measurement on a thread of its own.
    ///
    /// - Throws: `CancellationError` where the task was cancelled.
    private func measure(
        _ kind: MeasurementKind, _ context: ProbeContext, _ snapshot: EdgeSnapshot
    ) async throws -> ProbeRecord {
        let queue = MeasurementQueue()
        let record = try await withTaskCancellationHandler {
            try await queue.answer { job in
                MeasurementMaker.measure(kind, context, snapshot, isCancelled: { job.isCancelled })
            }
        } onCancel: {
            queue.cancel()
        }
        guard let record else { throw CancellationError() }
        return record
    }

    /// The figures of a finished fork: its last evaluation, and readout and attention at its end.
    private func measure(
        _ fork: RunFolder, _ weightDecay: Double, _ context: ProbeContext
    ) async throws -> InterventionRecord.Branch {
        let reader = try RunReader(fork)
        let evaluation = try reader.events().lazy.compactMap { recorded -> EvaluationRecord? in
            if case .evaluation(let record) = recorded.event { record } else { nil }
        }.last
        let summary = try reader.summary()
        guard summary.finish?.reason == .completed, let evaluation, evaluation.step == end else {
            throw Failure.run("\(fork.name): the run has no end that could be measured")
        }
        let snapshot = try RecordedStep.kept(end, of: reader).snapshot
        guard let readout = try await measure(.readout, context, snapshot).as(ReadoutRecord.self),
            let attention = try await measure(.attention, context, snapshot).as(AttentionRecord.self)
        else { preconditionFailure("a probe answers with its own record") }
        return InterventionRecord.Branch(
            weightDecay: weightDecay, run: reader.reference, testAccuracy: evaluation.decidingTestAccuracy,
            linearR2: readout.streams.last?.linear.r2, mlpR2: readout.streams.last?.mlp.r2,
            normedLinearR2: readout.normed.linear.r2, attentionEntropy: attention.summary.positionEntropy,
            parameterNorm: evaluation.parameterNorm)
    }
}
