import RunEvents

/// What a run tells, with the figures that matter.
enum Told {
    static let config = RunConfig(
        task: "dyck", seed: 1, steps: 10_000, optimizer: OptimizerConfig(learningRate: 1e-3, weightDecay: 1),
        model: ModelConfig(modelWidth: 128, layers: 2, heads: 4, feedForwardWidth: 256, contextLength: 48),
        data: DataConfig(trainSequences: 50, testSequences: 5_000, batchSequences: 50),
        evaluation: EvaluationConfig(interval: 100, testSequences: 1_000),
        spectrum: SpectrumConfig(interval: 100, window: 5, tracked: .attention), thresholds: Thresholds(grokked: 0.95),
        shards: 4)

    static func evaluation(_ step: Int, train: Double, test: Double = 0) -> RunEvent {
        .evaluation(
            EvaluationRecord(
                step: step, trainLoss: 0.1, trainAccuracy: train, testLoss: 1, testAccuracy: test, trainSequences: 50,
                testSequences: 1_000, parameterNorm: 40, stepsPerSecond: 1))
    }

    static func fine(_ step: Int, _ share: Double, alignment: Double = 0, updates: Int = 5) -> RunEvent {
        spectrum(step, interval: 20, share, alignment: alignment, updates: updates)
    }

    static func coarse(_ step: Int, _ share: Double, kStar: Int = 1, g23: Double = 1, updates: Int = 5) -> RunEvent {
        spectrum(step, interval: 100, share, kStar: kStar, g23: g23, updates: updates)
    }

    private static func spectrum(
        _ step: Int, interval: Int, _ share: Double, alignment: Double = 0, kStar: Int = 1, g23: Double = 1,
        updates: Int
    ) -> RunEvent {
        let sigma = (0..<updates).map { 1 / Double(1 + $0) }
        let driveClass: DriveClass = share >= 0.9 ? .functional : share <= 0.1 ? .compression : .mixed
        return .spectrum(
            SpectrumRecord(
                step: step, interval: interval, window: 5, sigma: sigma, eigenvalues: sigma.map { $0 * $0 },
                kStarRatio: kStar,
                kStarWeighted: kStar, gapRatio: 2, g23: g23, gradientFraction: [share, share, share, share],
                alignment: [alignment], rotationDegrees: [], driveClass: driveClass))
    }

    static func gapFlow(_ step: Int, _ predicted: DriveClass?) -> RunEvent {
        .gapFlow(
            GapFlowRecord(
                step: step, interval: 100, window: 5, learningRate: 1e-3, weightDecay: 1, sequences: 16, tokens: 200,
                kStar: 1,
                previousKStar: 1, gap: 0.5, curvatures: [], driving: [], slopes: [], terms: nil, predictedChange: nil,
                measuredChange: nil, drivingShare: nil, predictedClass: predicted, stability: []))
    }

    static func response(_ step: Int, _ functionalR2: [Double]) -> RunEvent {
        .response(
            ResponseRecord(
                step: step, interval: 100, window: 5, coordinate: .depth, sequences: 100, fittedTokens: 700,
                scoredTokens: 300,
                epsilon: 0.05, functionalR2: functionalR2, controlR2: [0.2]))
    }

    static func grokked(_ step: Int) -> RunEvent {
        .marker(MarkerRecord(step: step, kind: .grokked, accuracy: 0.96, sequences: 5_000))
    }
}
