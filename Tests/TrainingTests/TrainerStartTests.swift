import RunEvents
import SpectralEdge
import Synchronization
import Tasks
import Testing
import Training

/// From a checkpoint a run goes on with the bits of one that was never interrupted.
@Suite("Trainer: from a checkpoint", .timeLimit(.minutes(20)))
struct TrainerStartTests {
    /// A run with changes of ω and an optimizer made anew in it, and all checkpoints that it keeps.
    private static func whole(_ config: RunConfig, interval: Int) async throws -> (
        events: [RunEvent], checkpoints: [Checkpoint]
    ) {
        let kept = Mutex<[Checkpoint]>([])
        var options = TinyRun.options(
            schedule: [
                (17, .weightDecay(.off)), (19, .evaluate), (25, .freshOptimizer), (30, .evaluate), (33, .evaluate),
                (33, .weightDecay(.value(0.5))), (33, .evaluate), (37, .learningRate(0.5)), (39, .checkpoint),
            ])
        options.checkpoints = CheckpointPlan(interval: interval, isReady: { true }) { checkpoint in
            kept.withLock { $0.append(checkpoint) }
        }
        let events = try await TinyRun.events(config, options)
        return (events, kept.withLock { $0 })
    }

    private static func rest(of config: RunConfig, _ start: TrainingStart) async throws -> [RunEvent] {
        var options = TinyRun.options(threads: 2)
        options.start = start
        return try await TinyRun.events(config, options)
    }

    @Test("the digest, evaluations, spectra and marks are the same from every checkpoint", arguments: TinyRun.tasks)
    func sameBits(task: TaskName) async throws {
        let config = TinyRun.config(task)
        let (events, checkpoints) = try await Self.whole(config, interval: 7)
        let reproduced = events.filter(\.isReproduced)
        #expect(checkpoints.map(\.state.step).contains([7, 14, 17, 21, 25, 28, 33, 35, 37, 39, 42]))
        #expect(checkpoints.last?.state.reason == .end && checkpoints.last?.state.step == 60)
        for checkpoint in checkpoints.dropLast() {
            let state = checkpoint.state
            let after = Array(reproduced.dropFirst(state.reproducedEvents))
            // Two steps into what was recorded: they are derived again, what follows is new. Commands after that are
            // given anew.
            let until = state.step + 2
            let start = TrainingStart(
                checkpoint: checkpoint, recorded: after.filter { $0.step <= until }, untilStep: until)
            var options = TinyRun.options(threads: 2)
            options.start = start
            options.schedule = after.compactMap { event in
                guard case .command(let record) = event, record.step > until else { return nil }
                return .init(step: record.step, command: record.command)
            }
            let rest = try await TinyRun.events(config, options)
            #expect(rest.finished == events.finished, "from \(state.step), \(state.reason)")
            #expect(
                rest.filter(\.isReproduced).map(\.withoutTiming)
                    == after.filter { $0.step > until }.map(\.withoutTiming))
            #expect(rest.first { if case .resumed = $0 { true } else { false } }?.step == until)
        }
    }

    @Test("while none can be kept, regular checkpoints and those at slingshots are left out, and no others")
    func leftOut() async throws {
        var config = TinyRun.config
        // Memorized at once, and the next evaluation a slingshot.
        config.thresholds.memorized = 0
        config.thresholds.slingshotDrop = -1
        func kept(isReady: Bool) async throws -> [CheckpointState.Reason] {
            let kept = Mutex<[CheckpointState.Reason]>([])
            var options = TinyRun.options(schedule: [(33, .weightDecay(.off)), (39, .checkpoint)])
            options.checkpoints = CheckpointPlan(interval: 7, isReady: { isReady }) { checkpoint in
                kept.withLock { $0.append(checkpoint.state.reason) }
            }
            _ = try await TinyRun.events(config, options)
            return kept.withLock { $0 }
        }
        let all = try await kept(isReady: true)
        #expect([.slingshot, .interval, .weightDecay, .command, .end].allSatisfy(all.contains))
        #expect(try await kept(isReady: false) == all.filter { ![.interval, .slingshot].contains($0) })
    }

    @Test("an optimizer made anew is one whose moments somebody has made zero") func freshOptimizer() async throws {
        let plain = try await TinyRun.events(TinyRun.config)
        let fresh = try await TinyRun.events(TinyRun.config, TinyRun.options(schedule: [(20, .freshOptimizer)]))
        #expect(fresh.commands == [CommandRecord(step: 20, command: .freshOptimizer, weightDecay: 1)])
        #expect(fresh.finished?.parameterDigest != plain.finished?.parameterDigest)

        let kept = Mutex<[Checkpoint]>([])
        var options = TinyRun.options(schedule: [(20, .stop)])
        options.checkpoints = CheckpointPlan(interval: 20, isReady: { true }) { checkpoint in
            kept.withLock { $0.append(checkpoint) }
        }
        _ = try await TinyRun.events(TinyRun.config, options)
        let untouched = try #require(kept.withLock { $0.last })
        var byHand = untouched
        byHand.tensors = byHand.tensors.map { tensor in
            guard tensor.name.hasPrefix("optimizer."), case .float32(let values) = tensor.values else { return tensor }
            return Tensor(name: tensor.name, shape: tensor.shape, values: .float32(values.map { _ in 0 }))
        }
        byHand.state.adamSteps = 0
        let afterHand = try await Self.rest(
            of: TinyRun.config, TrainingStart(checkpoint: byHand, recorded: [], untilStep: 20))
        #expect(afterHand.finished == fresh.finished)
        #expect(afterHand.measurements == fresh.measurements.filter { $0.step > 20 })

        // And a checkpoint that knows nothing of it counts all steps.
        var old = untouched
        #expect(old.state.adamSteps == 20)
        old.state.adamSteps = nil
        let afterOld = try await Self.rest(
            of: TinyRun.config, TrainingStart(checkpoint: old, recorded: [], untilStep: 20))
        #expect(afterOld.finished == plain.finished)
    }

    @Test("from the beginning, over everything that was recorded") func fromTheBeginning() async throws {
        let events = try await TinyRun.events(TinyRun.config, TinyRun.options(schedule: [(9, .weightDecay(.off))]))
        let rest = try await Self.rest(
            of: TinyRun.config,
            TrainingStart(checkpoint: nil, recorded: events.filter { $0.isReproduced && $0.step <= 40 }, untilStep: 40))
        #expect(rest.finished == events.finished)
        #expect(rest.evaluations.map(\.step) == [50, 60])
        #expect(!rest.contains { if case .started = $0 { true } else { false } })
    }

    @Test("a recording from before figures were added is derived again, and one that says otherwise of them is not")
    func olderEvaluations() async throws {
        let events = try await TinyRun.events(TinyRun.config)
        func recorded(_ edit: (inout EvaluationRecord) -> Void) -> [RunEvent] {
            events.filter { $0.isReproduced && $0.step <= 40 }.map { event in
                guard case .evaluation(var record) = event else { return event }
                edit(&record)
                return .evaluation(record)
            }
        }
        let older = recorded { ($0.trainZeroLossShare, $0.descentCosine) = (nil, nil) }
        let rest = try await Self.rest(
            of: TinyRun.config, TrainingStart(checkpoint: nil, recorded: older, untilStep: 40))
        #expect(rest.finished == events.finished)
        #expect(rest.evaluations.map(\.trainZeroLossShare) == [0, 0])
        for edit: (inout EvaluationRecord) -> Void in [
            { $0.trainZeroLossShare = 0.5 }, { $0.descentCosine = nil }, { $0.descentCosine? += 1e-16 },
        ] {
            let (end, _) = try await TinyRun.end(
                TinyRun.config, TrainingStart(checkpoint: nil, recorded: recorded(edit), untilStep: 40))
            guard case .diverged = end else { return #expect(Bool(false), "\(end)") }
        }
    }

    @Test("so is a response from before residues were read on the circle") func olderResponses() async throws {
        let config = TinyRun.config(.modadd)
        let events = try await TinyRun.events(config)
        func recorded(_ edit: (inout ResponseRecord) -> Void) -> [RunEvent] {
            events.filter { $0.isReproduced && $0.step <= 40 }.map { event in
                guard case .response(var record) = event else { return event }
                edit(&record)
                return .response(record)
            }
        }
        let older = recorded { ($0.circularR2, $0.circularFrequency, $0.controlCircularR2) = (nil, nil, nil) }
        #expect(older != recorded { _ in })
        let rest = try await Self.rest(of: config, TrainingStart(checkpoint: nil, recorded: older, untilStep: 40))
        #expect(rest.finished == events.finished)
        let other = recorded { $0.circularFrequency?[0] += 1 }
        let (end, _) = try await TinyRun.end(config, TrainingStart(checkpoint: nil, recorded: other, untilStep: 40))
        guard case .diverged = end else { return #expect(Bool(false), "\(end)") }
    }

    @Test("what differs from the recording is named, and nothing new happens") func divergence() async throws {
        let events = try await TinyRun.events(TinyRun.config)
        var recorded = events.filter { $0.isReproduced && $0.step <= 40 }
        let index = try #require(
            recorded.firstIndex { if case .evaluation(let record) = $0 { record.step == 20 } else { false } })
        guard case .evaluation(var record) = recorded[index] else { return }
        record.testLoss = record.testLoss.nextUp
        recorded[index] = .evaluation(record)
        let (end, later) = try await TinyRun.end(
            TinyRun.config, TrainingStart(checkpoint: nil, recorded: recorded, untilStep: 40))
        guard case .diverged(let divergence) = end else { return #expect(Bool(false), "\(end)") }
        #expect(divergence.recorded == recorded[index])
        #expect(divergence.derived?.step == 20)
        #expect(later.allSatisfy { if case .progress = $0 { true } else { false } })
    }

    @Test("a recorded event that does not come again is named") func missing() async throws {
        var recorded = try await TinyRun.events(TinyRun.config).filter { $0.isReproduced && $0.step <= 40 }
        let extra = RunEvent.marker(MarkerRecord(step: 40, kind: .grokked, accuracy: 1, sequences: 60))
        recorded.append(extra)
        let (end, _) = try await TinyRun.end(
            TinyRun.config, TrainingStart(checkpoint: nil, recorded: recorded, untilStep: 40))
        #expect(end == .diverged(Divergence(recorded: extra, derived: nil)))
    }

    @Test("a checkpoint without windows, or of another model, is refused") func mismatches() async throws {
        let (_, checkpoints) = try await Self.whole(TinyRun.config, interval: 20)
        var light = checkpoints[0]
        light.windows = nil
        await #expect(throws: CheckpointMismatch("fine.gradient is missing")) {
            try await Self.rest(of: TinyRun.config, TrainingStart(checkpoint: light, recorded: [], untilStep: 20))
        }
        var wide = TinyRun.config
        wide.model.modelWidth = 32
        await #expect(
            throws: CheckpointMismatch(
                "body.layers.0.self_attn.in_proj_weight has the shape [48, 16], where the run has [96, 32]")
        ) {
            try await Self.rest(of: wide, TrainingStart(checkpoint: checkpoints[0], recorded: [], untilStep: 20))
        }
    }
}
