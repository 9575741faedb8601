internal import Benchmark
internal import Foundation
internal import Home
internal import RunEvents
internal import Synchronization

/// Measures in the background how long the presets' runs take here, once, and tells the home screen.
final class SpeedMeasurement: Sendable {
    /// A run that can be started.
    struct Preset: Sendable {
        var name: String
        var config: RunConfig
        /// Steps a second at which it is started; nil for as fast as possible.
        var pace: Double?
    }

    private let presets: [Preset]
    private let file: SpeedFile
    private let threads: Int
    private let mailbox: HomeMailbox
    private let isCancelled = Atomic<Bool>(false)
    /// Held while something is measured.
    private let work = Mutex<Bool>(false)

    /// How long the steps of a preset are timed.
    private static let seconds = 0.6

    init(_ presets: [Preset], in folder: URL, threads: Int, mailbox: HomeMailbox) {
        (self.presets, self.threads, self.mailbox) = (presets, threads, mailbox)
        file = SpeedFile(in: folder, threads: threads)
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

    private func measure() {
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
            mailbox.put(.measured(preset: preset.name, Self.time(cost, preset)))
        }
    }

    private static func time(_ cost: StepTimer.Cost, _ preset: Preset) -> HomePreset.Time {
        let fastest = cost.seconds(of: preset.config)
        let paced = preset.pace.map { max(fastest, Double(preset.config.steps) / $0) } ?? fastest
        return .seconds(fastest: fastest, paced: paced)
    }
}
