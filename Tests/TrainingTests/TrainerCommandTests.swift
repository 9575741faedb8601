import Foundation
import RunEvents
import Synchronization
import Testing
import Training

@Suite("Trainer: commands", .timeLimit(.minutes(20)))
struct TrainerCommandTests {
    private func run(
        _ schedule: [(Int, RunCommand)], config: RunConfig = TinyRun.config,
        react: (RunEvent, CommandQueue) -> Void = { _, _ in }, probes: ProbeRunner? = nil
    ) async throws -> [RunEvent] {
        try await TinyRun.events(config, TinyRun.options(schedule: schedule), react: react, probes: probes)
    }

    @Test("scheduled ones come at their steps, and say which value they set") func weightDecay() async throws {
        let events = try await run([
            (40, .weightDecay(.off)), (0, .weightDecay(.value(2))), (10, .weightDecay(.off)),
            (20, .weightDecay(.value(0.5))), (20, .weightDecay(.off)), (30, .weightDecay(.on)), (50, .weightDecay(.on)),
        ])
        #expect(events.commands.map(\.step) == [0, 10, 20, 20, 30, 40, 50])
        let values = [2, 0, 0.5, 0, 0.5, 0, 0.5]
        #expect(events.commands.map(\.weightDecay) == values)
        #expect(events.commands.map(\.command) == values.map { .weightDecay(.value($0)) })
        let plain = try await run([])
        #expect(events.finished?.parameterDigest != plain.finished?.parameterDigest)
    }

    @Test("`on` in a run that never had weight decay sets 1") func onFromNothing() async throws {
        var config = TinyRun.config
        config.optimizer.weightDecay = 0
        config.steps = 5
        let events = try await run([(2, .weightDecay(.on))], config: config)
        #expect(events.commands.map(\.weightDecay) == [1])
    }

    @Test("one that comes while paused counts from that very step") func whilePaused() async throws {
        let live = try await run([(12, .pause)]) { event, commands in
            guard case .command(let record) = event, record.command == .pause else { return }
            commands.send(.weightDecay(.value(3)))
            commands.send(.resume)
        }
        #expect(live.commands.map(\.step) == [12, 12, 12])
        #expect(live.commands.map(\.weightDecay) == [1, 3, 3])
        let scheduled = try await run([(12, .weightDecay(.value(3)))])
        #expect(live.finished == scheduled.finished)
        #expect(live.measurements == scheduled.measurements)
    }

    @Test("a single step shows where it came to, and that it waits again") func singleSteps() async throws {
        let lastSeen = Mutex(-1)
        let events = try await run([(12, .pause)]) { event, commands in
            // Each time the run says that it waits, one step further: twice; then on to the end.
            guard case .progress(let record) = event, record.state == .paused else { return }
            let isNew = lastSeen.withLock { seen in
                defer { seen = record.step }
                return seen != record.step
            }
            if isNew { commands.send(record.step < 14 ? .step : .resume) }
        }
        #expect(events.commands.map(\.command) == [.pause, .step, .step, .resume])
        #expect(events.commands.map(\.step) == [12, 12, 13, 14])
        #expect(events.finished?.step == 60)
    }

    @Test("stop ends the run where it is", arguments: [0, 1, 25, 60])
    func stop(step: Int) async throws {
        let events = try await run([(step, .stop)])
        #expect(events.finished?.reason == .stopped && events.finished?.step == step)
        #expect(events.commands.map(\.step) == [step])
    }

    @Test("a paused run can be stopped") func stopPaused() async throws {
        let events = try await run([(5, .pause)]) { event, commands in
            if case .command(let record) = event, record.command == .pause { commands.send(.stop) }
        }
        #expect(events.finished?.reason == .stopped && events.finished?.step == 5)
    }

    @Test("a probe before there are directions is refused, and says when there will be") func tooEarly() async throws {
        let events = try await run([(19, .ablate), (0, .perturb), (0, .probe(.readout)), (20, .perturb)])
        let reason = "the window of N = 10 has no directions before step 20"
        #expect(
            events.refusals == [
                RefusedRecord(step: 0, command: .perturb, reason: reason),
                RefusedRecord(step: 19, command: .ablate, reason: reason),
            ])
        // What needs no direction can be asked for at once.
        #expect(events.commands.map(\.command) == [.probe(.readout), .perturb])
        #expect(events.probes.map(\.step) == [0, 20])
    }

    @Test("four probes may wait, a fifth is refused; all four are answered before the end") func probeQueue()
        async throws
    {
        let gate = DispatchSemaphore(value: 0)
        let inner = TinyRun.probes(TinyRun.config)
        let events = try await run(
            (0..<5).map { (30 + $0, .perturb) } + [(40, .pause)],
            react: { event, commands in
                guard case .command(let record) = event, record.command == .pause else { return }
                for _ in 0..<4 { gate.signal() }
                commands.send(.resume)
            },
            probes: { kind, snapshot, isCancelled, progress in
                gate.wait()
                return inner(kind, snapshot, isCancelled, progress)
            })
        #expect(
            events.refusals == [
                RefusedRecord(step: 34, command: .perturb, reason: "4 probes are already under way")
            ])
        #expect(events.probes.map(\.step) == [30, 31, 32, 33])
        #expect(events.finished?.reason == .completed)
    }

    @Test("a stopped run does not wait for its probes to finish their work") func stopCancels() async throws {
        let sawCancellation = Atomic<Bool>(false)
        let events = try await run(
            [(30, .ablate), (31, .stop)],
            probes: { _, _, isCancelled, _ in
                while !isCancelled() { Thread.sleep(forTimeInterval: 0.001) }
                sawCancellation.store(true, ordering: .relaxed)
                return nil
            })
        #expect(events.finished?.reason == .stopped && events.finished?.step == 31)
        #expect(events.probes.isEmpty && sawCancellation.load(ordering: .relaxed))
    }

    /// Goes on until it is cancelled, and says that it has half of it behind it.
    private static let endless: ProbeRunner = { _, _, isCancelled, progress in
        progress(0.5)
        while !isCancelled() { Thread.sleep(forTimeInterval: 0.001) }
        return nil
    }

    @Test("cancelled probes are refused one by one, those under way and those waiting; later ones are not")
    func cancelProbes() async throws {
        let inner = TinyRun.probes(TinyRun.config)
        let events = try await run(
            [(30, .ablate), (31, .perturb), (32, .cancelProbes), (33, .probe(.attention))],
            probes: { kind, snapshot, isCancelled, progress in
                kind == .attention
                    ? inner(kind, snapshot, isCancelled, progress) : Self.endless(kind, snapshot, isCancelled, progress)
            })
        #expect(
            events.refusals == [
                RefusedRecord(step: 30, command: .ablate, reason: "cancelled"),
                RefusedRecord(step: 31, command: .perturb, reason: "cancelled"),
            ])
        #expect(events.commands.map(\.command) == [.ablate, .perturb, .cancelProbes, .probe(.attention)])
        #expect(events.probes.map(\.step) == [33])
        let plain = try await run([])
        #expect(events.finished == plain.finished && events.measurements == plain.measurements)
    }

    @Test("a paused run tells how far its probe is, and that it is over") func probeProgress() async throws {
        let sawHalf = Atomic<Bool>(false)
        let events = try await run(
            [(30, .pause), (30, .ablate)],
            react: { event, commands in
                guard case .progress(let record) = event, record.step == 30 else { return }
                if record.probeProgress == 0.5, !sawHalf.exchange(true, ordering: .relaxed) {
                    commands.send(.cancelProbes)
                }
                if sawHalf.load(ordering: .relaxed), record.probesUnderWay == 0 { commands.send(.resume) }
            }, probes: Self.endless)
        #expect(events.refusals == [RefusedRecord(step: 30, command: .ablate, reason: "cancelled")])
        #expect(events.progress.allSatisfy { ($0.probeProgress == nil) || $0.probesUnderWay == 1 })
        #expect(events.finished?.reason == .completed)
    }

    @Test(
        "a run that waits for its last probes hears that they are cancelled, or that it is stopped",
        arguments: [
            RunCommand.cancelProbes, .stop,
        ]) func cancelAtTheEnd(command: RunCommand) async throws
    {
        let sent = Atomic<Bool>(false)
        let events = try await run(
            [(60, .ablate)],
            react: { event, commands in
                guard case .progress(let record) = event, record.probeProgress == 0.5 else { return }
                if !sent.exchange(true, ordering: .relaxed) { commands.send(command) }
            }, probes: Self.endless)
        #expect(events.refusals == [RefusedRecord(step: 60, command: .ablate, reason: "cancelled")])
        #expect(events.finished?.reason == .completed && events.finished?.step == 60)
    }
}
