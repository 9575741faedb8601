import Dashboard
import Foundation
import Probes
import Recording
import RunEvents
import Synchronization
import Tasks
import TerminalUI
import Testing
import Training
import Transformer

/// A real run on a live screen and into a recording; then the recording on a screen.
@Suite("Replayed screens", .timeLimit(.minutes(20)))
struct ReplayedScreensTests {
    /// Seconds, moved by hand: the live screen's clock and the recorder's.
    private final class Clock: Sendable {
        private let time = Mutex(0.0)
        var now: Double { time.withLock { $0 } }
        func advance() { time.withLock { $0 += 0.37 } }
    }

    private static var config: RunConfig {
        var config = TaskPreset.config(for: .dyck)
        config.steps = 400
        config.optimizer.learningRate = 3e-3
        config.model = ModelConfig(modelWidth: 16, layers: 2, heads: 2, feedForwardWidth: 32, contextLength: 24)
        config.data.trainSequences = 20
        config.data.testSequences = 60
        config.data.batchSequences = 10
        config.evaluation = EvaluationConfig(interval: 7, testSequences: 20)
        config.spectrum = SpectrumConfig(interval: 25, window: 3, tracked: .attention)
        config.thresholds.memorized = 0.9
        config.thresholds.grokked = 0.8
        return config
    }

    private static func trainer(_ config: RunConfig) throws -> Trainer {
        let data = TaskData(config: config)
        let context = ProbeContext(model: TransformerModel(for: config), config: config, test: data.test)
        let meter = ResponseMeter(context, threads: 1, controls: 1)
        let commands: [(Int, RunCommand)] = [
            (120, .ablate), (150, .weightDecay(.off)), (151, .perturb), (230, .ablate), (300, .weightDecay(.on)),
            (301, .pace(4_000)),
        ]
        return try Trainer(
            config: config, data: data,
            options: TrainerOptions(
                threads: 1, pace: nil, schedule: commands.map { ScheduledCommand(step: $0.0, command: $0.1) },
                version: "test"),
            probeRunner: { MeasurementMaker.measure($0, context, $1, isCancelled: $2, progress: $3) },
            responseRunner: { meter.measure($0, isCancelled: { false }).flatMap(ResponseRecord.init) })
    }

    private static func model(_ size: Size, source: Source) -> Model {
        Model(
            themes: [.default], capability: Capability(colors: .palette256, symbols: .braille), size: size,
            source: source,
            opening: .atEnd)
    }

    @Test(
        "step for step the very screens that live showed",
        arguments: [Size(width: 120, height: 40), Size(width: 80, height: 24)])
    func sameScreens(size: Size) async throws {
        let folder = try TemporaryFolder()
        let clock = Clock()
        var settings = RecorderSettings()
        settings.clock = { clock.now }
        let recorder = try RunRecorder.create(
            NewRun(config: Self.config, version: "test"), in: folder.url, settings: settings)
        let trainer = try Self.trainer(Self.config)

        // The last screen of every step, from the first that says anything.
        var live = Self.model(size, source: .live)
        var screens: [Int: [String]] = [:]
        async let end = trainer.run()
        for await event in trainer.events {
            clock.advance()
            recorder.record(event)
            _ = live.update(.tick(elapsedSeconds: clock.now))
            _ = live.update(.event(event))
            if live.run.config != nil { screens[live.run.step] = live.view().lines }
        }
        _ = await end
        recorder.close()
        #expect(recorder.failure == nil)

        var state = RunState()
        for event in try RunReader(recorder.folder).events() { state.apply(event) }
        var replay = Self.model(size, source: .replay(name: recorder.reference.name))
        _ = replay.update(.loaded(state))
        #expect(screens.count > 60)
        for (step, screen) in screens.sorted(by: { $0.key < $1.key }) {
            replay.cursor = step
            let replayed = replay.view().lines
            // The footer has other keys, and the header says that this is a replay.
            #expect(replayed.dropFirst().dropLast() == screen.dropFirst().dropLast(), "step \(step)")
            let figures = "\(NumberText.grouped(step))"
            #expect(replayed[0].contains(figures) && screen[0].contains(figures))
        }
    }
}
