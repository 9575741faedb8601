import RunEvents
import SpectralEdge
import Synchronization
import Tasks
import Testing
import Training

/// Looks at a trainer's parameters while it trains.
@Suite("Looks at a trainer")
struct LookTests {
    private static func trainer(_ config: RunConfig) throws -> Trainer {
        try Trainer(
            config: config, data: TaskData(config: config), options: TinyRun.options(threads: 2),
            probeRunner: TinyRun.probes(config), responseRunner: TinyRun.responses(config))
    }

    /// Looks again after each evaluation until the run ends.
    private static func lookAgain(_ trainer: Trainer, _ seen: @escaping @Sendable (EdgeSnapshot) -> Void) {
        _ = trainer.look(
            LookRequest(.nextEvaluation) { snapshot in
                seen(snapshot)
                lookAgain(trainer, seen)
            })
    }

    @Test("looked at after each evaluation, a run has the same bits, and the looks are of the evaluations' steps")
    func sameBits() async throws {
        let reference = try await TinyRun.events().finished?.parameterDigest
        let trainer = try Self.trainer(TinyRun.config)
        let steps = Mutex<[Int]>([])
        Self.lookAgain(trainer) { snapshot in steps.withLock { $0.append(snapshot.step) } }
        Task { await trainer.run() }
        var events: [RunEvent] = []
        for await event in trainer.events { events.append(event) }
        #expect(events.finished?.parameterDigest == reference)
        // The last is the run's end, which is the last evaluation's step.
        #expect(steps.withLock(\.self) == [0, 10, 20, 30, 40, 50, 60, 60])
        #expect(events.probes.allSatisfy { $0.kind == .progressMeasures })
        #expect(!trainer.look(LookRequest(.now) { _ in }), "a trainer that has ended answers nobody")
    }

    @Test("a paused trainer answers a look, and goes on pausing") func paused() async throws {
        let trainer = try Self.trainer(TinyRun.config)
        trainer.commands.send(.pause)
        Task { await trainer.run() }
        let step = await withCheckedContinuation { continuation in
            let isTaken = trainer.look(LookRequest(.now) { continuation.resume(returning: $0.step) })
            #expect(isTaken)
        }
        #expect(step == 0)
        let again = await withCheckedContinuation { continuation in
            _ = trainer.look(LookRequest(.now) { continuation.resume(returning: $0.step) })
        }
        #expect(again == 0)
        trainer.commands.send(.resume)
        var last: RunEvent?
        for await event in trainer.events { last = event }
        guard case .finished(let record)? = last else { return #expect(Bool(false), "the run has not ended") }
        #expect(record.step == 60)
    }
}
