import RunEvents
import Survey
import Testing

@Suite("Figures of a run, from its events")
struct FiguresMeterTests {
    private let config = RunConfig(
        task: "dyck", seed: 1, steps: 10_000, optimizer: OptimizerConfig(learningRate: 1e-3, weightDecay: 1),
        model: ModelConfig(modelWidth: 128, layers: 2, heads: 4, feedForwardWidth: 256, contextLength: 48),
        data: DataConfig(trainSequences: 50, testSequences: 5_000, batchSequences: 50),
        evaluation: EvaluationConfig(interval: 100, testSequences: 1_000),
        spectrum: SpectrumConfig(interval: 100, window: 5, tracked: .attention), thresholds: Thresholds(grokked: 0.95),
        shards: 4)
    private var run: RunDescription { .trained(config) }

    private func evaluation(_ step: Int, train: Double, test: Double, norm: Double = 1) -> RunEvent {
        .evaluation(
            EvaluationRecord(
                step: step, trainLoss: 0, trainAccuracy: train, testLoss: 0, testAccuracy: test, trainSequences: 1,
                testSequences: 1, parameterNorm: norm, stepsPerSecond: 1))
    }

    private func spectrum(_ step: Int, fine: Bool, count: Int? = nil, _ driveClass: DriveClass, share: Double = 1)
        -> RunEvent
    {
        let spectrum = config.spectrum
        return .spectrum(
            SpectrumRecord(
                step: step, interval: fine ? spectrum.fineInterval : spectrum.interval, window: spectrum.window,
                sigma: Array(repeating: 1, count: count ?? spectrum.window), eigenvalues: [], kStarRatio: 1,
                kStarWeighted: 2, gapRatio: 3.5, g23: nil, gradientFraction: [share], alignment: [1],
                rotationDegrees: [], driveClass: driveClass))
    }

    private func figures(_ events: [RunEvent]) -> RunFigures {
        var meter = FiguresMeter(run)
        for event in events { meter.take(event) }
        return meter.figures
    }

    @Test("first marks, best and last accuracy, last full windows; a window that still fills does not count")
    func all() {
        let found = figures([
            evaluation(0, train: 0.1, test: 0.1),
            .marker(MarkerRecord(step: 50, kind: .memorized, accuracy: 1, sequences: 1)),
            evaluation(50, train: 1, test: 0.9),
            .marker(MarkerRecord(step: 70, kind: .grokked, accuracy: 1, sequences: 1)),
            .marker(MarkerRecord(step: 90, kind: .grokked, accuracy: 1, sequences: 1)),
            evaluation(100, train: 1, test: 0.8, norm: 7), spectrum(100, fine: false, .mixed),
            spectrum(100, fine: true, .functional), spectrum(110, fine: true, count: 1, .compression),
        ])
        #expect(found.memorizedAt == 50 && found.grokkedAt == 70)
        #expect(found.bestTestAccuracy == 0.9 && found.lastTestAccuracy == 0.8 && found.parameterNorm == 7)
        #expect(found.fineClass == .functional && found.paperClass == .mixed)
        #expect(found.gapRatio == 3.5 && found.kStar == 2)
        #expect(found.curve.map(\.step) == [0, 50, 100] && found.calledAt == nil && found.lead == nil)
    }

    @Test("the lifecycle call, and its lead before grokking")
    func call() {
        let windows = (1...20).map { spectrum(100 + $0, fine: true, .mixed, share: 0.2) }
        let found = figures(
            [evaluation(100, train: 1, test: 0.1)] + windows
                + [.marker(MarkerRecord(step: 300, kind: .grokked, accuracy: 1, sequences: 1))])
        let called = found.calledAt ?? 0
        #expect(called > 100 && called <= 120 && found.lead == 300 - called)
    }

    @Test("a long curve is thinned, and keeps points that other lengths keep, too")
    func thinned() {
        func steps(_ count: Int) -> [Int] {
            figures((0..<count).map { evaluation($0 * 10, train: 0, test: 0) }).curve.map(\.step)
        }
        let (long, short) = (steps(5_000), steps(200))
        #expect(long.count <= 256 && long.count > 100 && short.count == 200)
        #expect(Set(short).intersection(long).count > 5)
        #expect(zip(long, long.dropFirst()).allSatisfy { $1 - $0 == long[1] - long[0] })
    }
}
