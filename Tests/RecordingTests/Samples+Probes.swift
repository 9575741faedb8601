import RunEvents

/// Answers of the probes that are no sweeps: nils and numbers that are easily lost among them.
extension Samples {
    static let measurements: [RunEvent] = [
        .probe(
            ProbeRecord(
                CurvatureRecord(
                    step: 330, interval: 100, window: 5, sequences: 50, tokens: 900, loss: 1e-9,
                    curvatures: [0.078, -0.0],
                    slopes: [1.0 / 3, .leastNonzeroMagnitude], topEigenvalue: 12.5, iterations: 20, residual: 1e-3,
                    overlap: nil,
                    preconditioned: .init(
                        threshold: 3.8e4, parameters: 7,
                        train: .init(sequences: 50, tokens: 900, eigenvalue: 1.0 / 3, iterations: 20, residual: -0.0),
                        test: .init(
                            sequences: 9, tokens: 80, eigenvalue: .infinity, iterations: 1,
                            residual: .leastNonzeroMagnitude))))),
        .probe(
            ProbeRecord(
                ReadoutRecord(
                    step: 0, coordinate: .token, sequences: 300, fittedTokens: 2_000, scoredTokens: 800,
                    unseenTokens: 3,
                    sampledTokens: 500, sampledRows: 400, streams: [readouts(r2: nil, accuracy: nil)],
                    normed: readouts(r2: 0.1 + 0.2, accuracy: 1)))),
        .probe(
            ProbeRecord(
                FunctionRecord(
                    step: 340, interval: 100, window: 5, coordinate: .depth, sequences: 300, fittedTokens: 2_000,
                    scoredTokens: 800, epsilon: 0.05,
                    directions: [
                        .init(
                            direction: 1, size: 1e-17, readout: .init(r2: 0.8, unseenR2: nil, accuracy: nil),
                            fourier: .init(axis: .depth, values: 3, shares: [1], frequency: 1, concentration: 1))
                    ],
                    controls: [
                        .init(
                            direction: 1, size: 0, readout: .init(r2: -0.4, unseenR2: nil, accuracy: nil), fourier: nil)
                    ]))),
        .probe(
            ProbeRecord(
                AttentionRecord(
                    step: 350, sequences: 256, tokens: 3_300, summary: summary,
                    attentions: [
                        .init(
                            kind: .decoderCross, layer: 1, queries: 12,
                            heads: [.init(summary: summary, pattern: [[1], [0.25, 0.75]])])
                    ]))),
        .probe(ProbeRecord(FourierRecord(step: 360, sequences: 256, tokens: 3_300, positional: [], embedding: nil))),
        .probe(
            ProbeRecord(
                ProgressMeasuresRecord(
                    step: 365, modulus: 5, trainPairs: 12, loss: 1.0 / 3, trainLoss: 0, restrictedLoss: .infinity,
                    excludedLoss: -0.0, keyFrequencies: [2], shares: [0.1, 0.9], keyPower: 1e-300))),
    ]

    /// Records of the run's edge, with all that there can be and with as little.
    static let edge: [RunEvent] = [
        .gapFlow(
            GapFlowRecord(
                step: 300, interval: 100, window: 5, learningRate: 1e-3, weightDecay: 0.1 + 0.2, sequences: 16,
                tokens: 270,
                kStar: 2, previousKStar: 1, gap: 0.25, curvatures: [0.078, -0.0, 1e-9, 2],
                driving: [1, -1, 0.5, 1.0 / 3],
                slopes: [1e-300, 2, 3, 4], terms: .init(curvature: -0.0, damping: -1e-5, driving: 2e-5),
                predictedChange: 1e-3, measuredChange: -2e-3, drivingShare: 2.0 / 3, predictedClass: .mixed,
                stability: [0.9, 0.1])),
        .gapFlow(
            GapFlowRecord(
                step: 400, interval: 100, window: 5, learningRate: 1e-3, weightDecay: 0, sequences: 16, tokens: 270,
                kStar: 1,
                previousKStar: nil, gap: 0, curvatures: [], driving: [], slopes: [], terms: nil, predictedChange: nil,
                measuredChange: nil, drivingShare: nil, predictedClass: nil, stability: [])),
        .gapLedger(
            GapLedgerRecord(
                step: 400, interval: 100, window: 5, kStar: 2, previousKStar: 3, gap: 0.1 + 0.2, gapChange: -0.0,
                gapParts: LedgerParts(
                    enteringDriving: 1.0 / 3, enteringDecay: 1e-300, enteringAlignment: -2, leavingDriving: -0.0,
                    leavingDecay: -1e-9, leavingAlignment: 7), kStarChange: 0.125, rest: -1e-12, edgeChange: 0.1,
                edgeParts: LedgerParts(
                    enteringDriving: 1, enteringDecay: 2, enteringAlignment: 3, leavingDriving: 4, leavingDecay: 5,
                    leavingAlignment: 6), edgeRest: 1e-11, forecastChange: -1e-3)),
        .response(
            ResponseRecord(
                step: 400, interval: 100, window: 5, coordinate: .depth, sequences: 1_565, fittedTokens: 13_998,
                scoredTokens: 6_000, epsilon: 0.05, functionalR2: [0.8, -0.0, 1.0 / 3], controlR2: [-0.1])),
        .response(
            ResponseRecord(
                step: 400, interval: 100, window: 5, coordinate: .residue, sequences: 4_705, fittedTokens: 3_293,
                scoredTokens: 1_412, epsilon: 0.05, functionalR2: [0.01, 0.02], controlR2: [-0.1],
                circularR2: [0.9, -1e-17], circularFrequency: [48, 1], controlCircularR2: [1.0 / 3])),
        .window(
            WindowRecord(
                step: 400, interval: 20, window: 25, leavesFirstOut: false, updates: 20, kStar: 17, gapRatio: nil,
                gradientFraction: 0.1 + 0.2, driveClass: .compression)),
        .window(
            WindowRecord(
                step: 400, interval: 100, window: 5, leavesFirstOut: true, updates: 3, kStar: 1, gapRatio: 1.5,
                gradientFraction: 1, driveClass: .functional)),
    ]

    private static let summary = AttentionRecord.Summary(
        entropy: 2.2, positionEntropy: 2.267, relativeEntropy: nil, distanceFromUniform: 0.1, uniformEntropy: 2.28)

    private static func readouts(r2: Double?, accuracy: Double?) -> ReadoutRecord.Readouts {
        let readout = ReadoutRecord.Readout(r2: r2, unseenR2: r2, accuracy: accuracy)
        return ReadoutRecord.Readouts(linear: readout, quadratic: readout, mlp: readout)
    }
}
