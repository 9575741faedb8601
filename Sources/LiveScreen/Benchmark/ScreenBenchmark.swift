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

    /// - Parameters:
    ///   - config: the run that is trained.
    ///   - threads: threads that compute.
    ///   - seconds: the seconds of each turn, with the screen or without.
    package init(config: RunConfig, threads: Int, seconds: Double) {
        (self.config, self.threads, self.seconds) = (config, threads, seconds)
    }

    private static let turns = 3
    private static let size = (width: 120, height: 40)
    /// The seconds between two keys: enough to close the help again and to draw a few frames.
    private static let betweenKeys = 0.1
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

        guard let terminal = StandInTerminal(width: Self.size.width, height: Self.size.height) else {
            throw Failure.inputOutput("the system gives no pseudo-terminal: \(String(cString: strerror(errno)))")
        }
        var (without, with): ([Double], [Double]) = ([], [])
        var latencies: [Double] = []
        let frames = Mutex<[Double]>([])
        do {
            defer { terminal.close() }
            for _ in 0..<Self.turns {
                without.append(try await rate(run))
                let began = ContinuousClock.now
                let loop = DashboardLoop(
                    themes: [.default], symbols: .braille, mailbox: run.open(),
                    elapsedSeconds: { (ContinuousClock.now - began).inSeconds },
                    frameDrawn: { time in frames.withLock { $0.append(time.inSeconds * 1e3) } },
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
        trainer.commands.send(.stop)
        await events.value
        let (faster, slower) = (without.percentile(0.5), with.percentile(0.5))
        let times = frames.withLock { $0 }
        return ScreenReport(
            task: config.task.rawValue, keyLatencyMsMedian: latencies.percentile(0.5),
            keyLatencyMsP99: latencies.percentile(0.99), keys: latencies.count,
            screenCostPercent: 100 * (1 - slower / faster), stepsPerSecondWithScreen: slower,
            stepsPerSecondWithout: faster, frameTimeMsMedian: times.percentile(0.5),
            frameTimeMsP99: times.percentile(0.99), frames: times.count, width: Self.size.width,
            height: Self.size.height, threads: threads)
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
