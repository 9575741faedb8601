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

/// What other weight decays do to a recorded run from one of its steps on: a fork for each, trained and measured.
///
/// The forks are runs like any other, in the folder of their parent. Where one is there already it is taken, and
/// trained on where it was interrupted: the same call goes on where it was cancelled.
package struct Intervention: Sendable {
    /// Where the forks leave: before the parent's last step. The parent may be under way.
    package var step: Int
    /// Optimizer steps of each from there on; the parent's own number does not matter.
    package var steps = Intervention.usualSteps
    /// One fork each.
    package var weightDecays = [0, 0.5, 1, 2]
    /// Adam begins anew in each.
    package var freshOptimizer = false

    /// As in the published study.
    package static let usualSteps = 3_000

    /// - Parameters:
    ///   - step: where the forks leave.
    ///   - steps: optimizer steps of each fork.
    ///   - freshOptimizer: whether Adam begins anew in each.
    package init(step: Int, steps: Int = Intervention.usualSteps, freshOptimizer: Bool = false) {
        (self.step, self.steps, self.freshOptimizer) = (step, steps, freshOptimizer)
    }

    private var end: Int { step + steps }

    /// Trains what is left to train, as many forks at once as there are threads, and measures each at its end.
    ///
    /// Cancelled with its task: the forks under way are stopped then, and what they have is recorded.
    /// - Parameters:
    ///   - threads: of all forks together.
    ///   - observer: hears what becomes of the forks' recordings.
    ///   - progress: is told some twenty times a second and fork, on any thread.
    /// - Throws: `CancellationError`; `Failure` where the step cannot be left, or a fork goes wrong; `RecordingError`,
    ///   also where another process records one of the forks.
    package func run(
        on parent: RunReader, threads: Int, observer: SessionObserver,
        progress: @escaping @Sendable (InterventionProgress) -> Void
    ) async throws -> InterventionRecord {
        precondition(threads >= 1 && !weightDecays.isEmpty, "\(weightDecays.count) forks on \(threads) threads")
        let forks = try forks(of: parent)
        let lanes = min(forks.count, threads, Self.roomFor(parent.config))
        let context = ProbeContext(of: parent.config)
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

    /// How many runs may be trained at once: in half of the memory, each taken for twice the least that it needs.
    private static func roomFor(_ config: RunConfig) -> Int {
        max(1, Int(ProcessInfo.processInfo.physicalMemory / 4 / LeastMemory.bytes(config)))
    }

    // MARK: Forks

    /// One for each weight decay, in their order. They are made when all could be.
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

    /// Whether the run is this fork, and nobody has led it another way since.
    private func isFork(of parent: RunReader, _ entry: RunCatalog.Entry, _ plan: ForkPlan) -> Bool {
        guard let summary = try? entry.summary.get(), summary.config.steps == end,
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

    /// To its end. Its trainer hears nothing of the task that waits for it, so that no event is lost when that is
    /// cancelled.
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

    /// - Throws: `CancellationError` with the task.
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
