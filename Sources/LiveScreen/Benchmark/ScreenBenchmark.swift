internal import Benchmark
internal import Console
internal import Dashboard
internal import Foundation
internal import NcursesTerminal
package import RunEvents
internal import Runs
internal import Synchronization
internal import TerminalUI
internal import Training

/// Measures the dashboard beside a training at full speed. It trains in turns with and without the dashboard on a
/// pseudo-terminal, and presses keys there.
package struct ScreenBenchmark: Sendable {
    let config: RunConfig
    let threads: Int
    /// The seconds of each turn, with the screen or without.
    let seconds: Double
    /// Evaluations of the long run.
    let evaluations: Int

    /// - Parameters:
    ///   - config: the run that is trained.
    ///   - threads: threads that compute.
    ///   - seconds: the seconds of each turn, with the screen or without.
    ///   - evaluations: evaluations of the long run whose frames are measured too.
    package init(config: RunConfig, threads: Int, seconds: Double, evaluations: Int) {
        (self.config, self.threads, self.seconds, self.evaluations) = (config, threads, seconds, evaluations)
    }

    private static let turns = 3
    private static let size = (width: 120, height: 40)
    private static let longRunSize = (width: 200, height: 60)
    /// As a terminal answers that shows a frame as one.
    private static let synchronizedAnswer = "\u{1B}[?2026;2$y"
    /// The seconds between two keys: enough to close the help again, to take the weight decay back, and to draw a few
    /// frames. A sign that still stands there would not be drawn again.
    private static let betweenKeys = 0.2
    private static let interrupt = "\u{3}"
    /// Each key with a sign that only its effect draws, and with the key that undoes it. The signs are a line of the
    /// help and the arrow of a requested weight decay.
    private static let keys = [(key: "?", sign: "any key closes", undo: "?"), (key: "w", sign: "→", undo: "w")]

    /// Runs all turns.
    ///
    /// - Throws: `Failure` where the system gives no pseudo-terminal.
    package func run() async throws -> ScreenReport {
        var config = config
        config.steps = 1_000_000_000
        let trainer = try RunAssembly.trainer(
            config,
            TrainerOptions(
                threads: threads, pace: nil, version: ProgramVersion.current))
        let run = EventTap()
        Task { await trainer.run() }
        let events = Task { for await event in trainer.events { run.take(event) } }
        try await Task.sleep(for: .seconds(1))

        let terminal = try Self.terminal(Self.size)
        var (without, with): ([Double], [Double]) = ([], [])
        var latencies: [Double] = []
        let frames = FrameFigures.Collector()
        do {
            defer { terminal.close() }
            for _ in 0..<Self.turns {
                without.append(try await rate(run))
                let began = ContinuousClock.now
                let loop = DashboardLoop(
                    themes: [.default], symbols: .braille, mailbox: run.open(),
                    elapsedSeconds: { (ContinuousClock.now - began).inSeconds },
                    frameDrawn: { frames.add($0) },
                    perform: { effect in
                        // The last key leaves the screen; it must not stop the run.
                        guard case .send(let command) = effect, command != .stop else { return }
                        trainer.commands.send(command)
                    })
                let reader = KeyTimer(terminal: terminal)
                reader.start()
                async let closed = loop.runOnOwnThread {}
                // The first frame does not count towards the cost of the screen.
                try await Task.sleep(for: .milliseconds(500))
                terminal.type(Self.synchronizedAnswer)
                with.append(
                    try await rate(run) {
                        for (key, sign, undo) in Self.keys {
                            latencies.append(await reader.press(key, until: sign))
                            try await Task.sleep(for: .seconds(Self.betweenKeys))
                            terminal.type(undo)
                            try await Task.sleep(for: .seconds(Self.betweenKeys))
                        }
                    })
                terminal.type(Self.interrupt)
                _ = try await closed
                reader.stop()
                run.close()
            }
        }
        let longRun = try await longRun()
        trainer.commands.send(.stop)
        await events.value
        let (faster, slower) = (without.percentile(0.5), with.percentile(0.5))
        let figures = frames.figures
        return ScreenReport(
            task: config.task.rawValue, keyLatencyMsMedian: latencies.percentile(0.5),
            keyLatencyMsP99: latencies.percentile(0.99), keys: latencies.count,
            screenCostPercent: 100 * (1 - slower / faster), stepsPerSecondWithScreen: slower,
            stepsPerSecondWithout: faster, frameTimeMsMedian: figures.msMedian, frameTimeMsP99: figures.msP99,
            frames: figures.frames, frameBytesMean: figures.bytesMean, frameBytesP99: figures.bytesP99,
            width: Self.size.width, height: Self.size.height, threads: threads, longRun: longRun)
    }

    private static func terminal(_ size: (width: Int, height: Int)) throws(Failure) -> StandInTerminal {
        guard let terminal = StandInTerminal(width: size.width, height: size.height) else {
            throw .inputOutput("the system gives no pseudo-terminal: \(String(cString: strerror(errno)))")
        }
        return terminal
    }

    /// The frames of a long run, while the training goes on.
    private func longRun() async throws -> LongRunFrames.Figures {
        let terminal = try Self.terminal(Self.longRunSize)
        defer { terminal.close() }
        let reader = KeyTimer(terminal: terminal)
        reader.start()
        defer { reader.stop() }
        var config = config
        config.steps = 10_000_000
        config.evaluation.interval = 1
        return try await LongRunFrames(evaluations: evaluations, config: config).measure()
    }

    /// The steps a second of one turn, in which `body` is repeated.
    private func rate(
        _ run: EventTap, while body: () async throws -> Void = { try await Task.sleep(for: .milliseconds(100)) }
    ) async throws -> Double {
        let clock = ContinuousClock()
        let (start, first) = (clock.now, run.step)
        while (clock.now - start).inSeconds < seconds { try await body() }
        return Double(run.step - first) / (clock.now - start).inSeconds
    }
}
