import Kernels
import RunEvents
import SpectralEdge
import TestSupport
import Testing

@Suite("Windows beside the two whose spectrum is recorded")
struct WindowRecordTests {
    private static let windows = [3, 5, 10]
    private static let thresholds = Thresholds(grokked: 0.95)

    private static func config(window: Int, measured: Bool) -> SpectrumConfig {
        SpectrumConfig(
            interval: 10, window: window, tracked: .attention,
            measurements: measured
                ? EdgeMeasurements(windows: windows, curvatureSequences: 0, responseIntervals: 0) : nil)
    }

    /// - Parameter skipping: the updates of so many first steps are left out.
    private static func track(
        _ config: SpectrumConfig, skipping: Int = 0
    ) -> (spectra: [SpectrumRecord], windows: [WindowRecord]) {
        var generator = RandomGenerator(seed: 4, stream: .probes)
        let pool = WorkerPool(threadCount: 1)
        let tracker = SpectrumTracker(config: config, thresholds: thresholds, parameterCount: 30)
        var (spectra, windows): ([SpectrumRecord], [WindowRecord]) = ([], [])
        for step in 1...200 {
            let scale = step <= 10 ? 8.0 : 1
            let update = Update(
                gradient: (0..<30).map { _ in scale * Double(generator.integer(below: 129) - 64) / 64 },
                decay: (0..<30).map { _ in Double(generator.integer(below: 129) - 64) / 64 })
            guard step > skipping else { continue }
            for i in 0..<30 {
                tracker.ledger.gradient.base[i] += Float(update.gradient[i])
                tracker.ledger.decay.base[i] += Float(update.decay[i])
            }
            spectra += tracker.stepEnded(step - skipping, on: pool)
            windows += tracker.windowRecords(at: step - skipping)
        }
        return (spectra, windows)
    }

    /// Each is held against a tracker that follows this window alone.
    @Test("each is the edge of a run that is followed through it", arguments: windows, [2, 10])
    func lengths(window: Int, interval: Int) {
        let own = Self.track(Self.config(window: window, measured: false)).spectra.filter { $0.interval == interval }
        let main = window == 5 ? 3 : 5
        let beside = Self.track(Self.config(window: main, measured: true)).windows.filter {
            $0.interval == interval && $0.window == window && !$0.leavesFirstOut
        }
        #expect(beside.map(\.step) == own.map(\.step) && own.count >= 19)
        #expect(beside.map(\.updates) == own.map(\.sigma.count))
        #expect(beside.map(\.gradientFraction) == own.map { $0.gradientFraction[0] })
        #expect(beside.map(\.gapRatio) == own.map(\.gapRatio) && beside.map(\.kStar) == own.map(\.kStarWeighted))
        #expect(beside.map(\.driveClass) == own.map(\.driveClass))
    }

    @Test("without the first update: the edge of a run that begins after it, until it has left by itself")
    func firstLeftOut() {
        let later = Self.track(Self.config(window: 5, measured: false), skipping: 10).spectra.filter {
            $0.interval == 10
        }
        let without = Self.track(Self.config(window: 5, measured: true)).windows.filter(\.leavesFirstOut)
        #expect(without.map(\.step) == [30, 40, 50])
        #expect(without.map(\.gradientFraction) == later.prefix(3).map { $0.gradientFraction[0] })
        #expect(without.map(\.updates) == [2, 3, 4])
        #expect(without.allSatisfy { $0.interval == 10 && $0.window == 5 })
    }

    @Test("the window whose spectrum is recorded is not told twice, and none where none is asked for")
    func others() {
        #expect(Self.track(Self.config(window: 5, measured: false)).windows.isEmpty)
        #expect(
            !Self.track(Self.config(window: 5, measured: true)).windows.contains {
                $0.window == 5 && !$0.leavesFirstOut
            })
    }
}
