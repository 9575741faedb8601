internal import Benchmark
internal import Foundation
internal import Home
internal import RunEvents
internal import Runs
internal import Synchronization

/// Measures in the background how long the presets' runs take here, once, and tells the home screen.
final class SpeedMeasurement: Sendable {
    /// In the order in which they are measured: what takes longest comes last.
    private let presets: [HomeSettings.Preset]
    /// Steps a second at which runs are started; nil for as fast as possible.
    private let pace: Double?
    private let file: SpeedFile
    private let threads: Int
    private let mailbox: OverviewMailbox<HomeMessage>
    private let isCancelled = Atomic<Bool>(false)
    /// Held while something is measured.
    private let work = Mutex<Bool>(false)

    /// How long the steps of a preset are timed.
    private static let seconds = 0.6

    init(_ settings: HomeSettings, mailbox: OverviewMailbox<HomeMessage>) {
        presets = settings.presets.sorted { Self.size($0.config) < Self.size($1.config) }
        (threads, pace, self.mailbox) = (settings.training.threads, settings.training.pace, mailbox)
        file = SpeedFile(in: settings.dataFolder, threads: threads)
    }

    /// How large a step is, roughly; only for the order.
    private static func size(_ config: RunConfig) -> Int {
        config.data.batchSequences * config.model.contextLength * config.model.modelWidth * config.model.layers
    }

    /// Tells what is known, and measures the rest.
    func start() {
        isCancelled.store(false, ordering: .relaxed)
        Thread.detachNewThread { [self] in
            Thread.current.name = "groktop speed"
            work.withLock { _ in measure() }
        }
    }

    /// Gives the cores to somebody else; returns when that has happened, which takes no longer than a step.
    func stop() {
        isCancelled.store(true, ordering: .relaxed)
        work.withLock { _ in }
    }

    /// Tells what is known, and measures the rest, on this thread.
    func measure() {
        var costs = file.read()
        for preset in presets {
            if isCancelled.load(ordering: .relaxed) { return }
            let key = SpeedFile.key(preset.config)
            if costs[key] == nil {
                let timer = StepTimer(config: preset.config, threads: threads)
                let cost = timer.measure(seconds: Self.seconds) { isCancelled.load(ordering: .relaxed) }
                guard let cost else { return }
                costs[key] = cost
                file.write(costs)
            }
            guard let cost = costs[key] else { continue }
            tell(cost, preset)
        }
    }

    private func tell(_ cost: StepTimer.Cost, _ preset: HomeSettings.Preset) {
        let fastest = cost.seconds(of: preset.config)
        let paced = pace.map { max(fastest, Double(preset.config.steps) / $0) } ?? fastest
        mailbox.put(.measured(preset: preset.name, .seconds(fastest: fastest, paced: paced)))
    }
}
