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

/// Trains at full speed, with the dashboard on a stand-in terminal and without it in turn, and presses keys.
package struct ScreenBenchmark: Sendable {
    let config: RunConfig
    let threads: Int
    /// Of one turn with the screen and one without.
    let seconds: Double

    /// - Parameters:
    ///   - config: the run that is trained.
    ///   - threads: that compute.
    ///   - seconds: of one turn with the screen and one without.
    package init(config: RunConfig, threads: Int, seconds: Double) {
        (self.config, self.threads, self.seconds) = (config, threads, seconds)
    }

    private static let turns = 3
    private static let size = (width: 120, height: 40)
    /// Seconds; long enough for the help to be closed again, and for a few frames of training.
    private static let betweenKeys = 0.1
    private static let interrupt = "\u{3}"
    /// A key, what is on the screen only once it has been heard, and the key that takes it away again: the help's
    /// title, and the arrow of a weight decay that is asked for.
    private static let keys = [(key: "?", sign: "any key closes", undo: "?"), (key: "w", sign: "→", undo: "w")]

    /// - Throws: `Failure` where there is no stand-in terminal.
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
                        // The last key leaves the screen, which must not end the run.
                        guard case .send(let command) = effect, command != .stop else { return }
                        trainer.commands.send(command)
                    })
                let reader = KeyTimer(terminal: terminal)
                reader.start()
                async let closed = loop.runOnOwnThread {}
                // The first picture is no part of what the screen costs.
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

    /// Steps a second over one turn, in which `body` is done over and over.
    private func rate(
        _ run: EventTap, while body: () async throws -> Void = { try await Task.sleep(for: .milliseconds(100)) }
    ) async throws -> Double {
        let clock = ContinuousClock()
        let (start, first) = (clock.now, run.step)
        while (clock.now - start).inSeconds < seconds { try await body() }
        return Double(run.step - first) / (clock.now - start).inSeconds
    }
}
