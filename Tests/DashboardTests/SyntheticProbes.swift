import RunEvents

/// Made-up answers of the measurements.
extension SyntheticRun {
    static func curvature(_ step: Int) -> CurvatureRecord {
        CurvatureRecord(
            step: step, interval: 20, window: 5, sequences: 50, tokens: 972, loss: 0.0412,
            curvatures: [0.078, 0.001, -0.02, 1.84], slopes: [0.018, -0.002, 0.0011, 0.0003], topEigenvalue: 12.5,
            iterations: 24, residual: 1e-3, overlap: 0.31,
            preconditioned: .init(
                threshold: 38_000, parameters: 269_000,
                train: .init(sequences: 50, tokens: 972, eigenvalue: 14_250, iterations: 18, residual: 12),
                test: .init(sequences: 256, tokens: 3_300, eigenvalue: 57_000, iterations: 20, residual: 80)))
    }

    static func progressMeasures(_ step: Int) -> ProgressMeasuresRecord {
        var shares = [Double](repeating: 0.005, count: 48)
        shares[16] = 0.47
        shares[3] = 0.305
        return ProgressMeasuresRecord(
            step: step, modulus: 97, trainPairs: 4_704, loss: 0.31, trainLoss: 2.1e-4, restrictedLoss: 0.82,
            excludedLoss: 4.4, keyFrequencies: [17, 4], shares: shares, keyPower: 0.61)
    }

    private static func readouts(_ value: Double) -> ReadoutRecord.Readouts {
        func readout(_ value: Double) -> ReadoutRecord.Readout {
            .init(r2: value, unseenR2: value - 0.02, accuracy: nil)
        }
        return .init(linear: readout(value), quadratic: readout(value + 0.004), mlp: readout(value + 0.006))
    }

    /// SCAN's: a token's number is no quantity, so that the share of right ones is told beside R².
    static func tokenReadout(_ step: Int) -> ReadoutRecord {
        var record = readout(step)
        record.coordinate = .token
        func withShare(_ readouts: ReadoutRecord.Readouts) -> ReadoutRecord.Readouts {
            var readouts = readouts
            readouts.linear.accuracy = 0.512
            readouts.quadratic.accuracy = 0.634
            readouts.mlp.accuracy = 0.756
            return readouts
        }
        record.streams = record.streams.map(withShare)
        record.normed = withShare(record.normed)
        return record
    }

    /// Figures as the paper has them; the last has no MLP R².
    static func intervention(_ step: Int) -> InterventionRecord {
        let figures: [(Double, Double, Double, Double?, Double, Double)] = [
            (0, 0.973, 0.987, 0.99, 2.15, 40.4), (0.5, 0.972, 0.898, 0.99, 2.26, 17.7),
            (1, 0.982, 0.851, 0.99, 2.27, 15.3),
            (2, 0.985, 0.709, nil, 2.28, 14.3),
        ]
        return InterventionRecord(
            step: step, steps: 3_000, freshOptimizer: false, coordinate: .depth, sequences: 1_565,
            branches: figures.map { figure in
                InterventionRecord.Branch(
                    weightDecay: figure.0, run: RunReference(name: "dyck-42-\(figure.0)", identifier: "\(figure.0)"),
                    testAccuracy: figure.1, linearR2: figure.2, mlpR2: figure.3, normedLinearR2: figure.2,
                    attentionEntropy: figure.4, parameterNorm: figure.5)
            })
    }

    static func readout(_ step: Int) -> ReadoutRecord {
        ReadoutRecord(
            step: step, coordinate: .depth, sequences: 200, fittedTokens: 2_730, scoredTokens: 1_170, unseenTokens: 312,
            sampledTokens: 1_000, sampledRows: 640, streams: [-0.104, 0.871, 0.964].map(readouts),
            normed: readouts(0.982))
    }

    static func function(_ step: Int) -> FunctionRecord {
        func response(_ direction: Int, _ r2: Double) -> FunctionRecord.Response {
            .init(
                direction: direction, size: 0.0123 / Double(direction),
                readout: .init(r2: r2, unseenR2: nil, accuracy: nil),
                fourier: .init(
                    axis: .depth, values: 13, shares: [0.1, 0.61, 0.14, 0.08, 0.05, 0.02], frequency: 2,
                    concentration: 0.61))
        }
        return FunctionRecord(
            step: step, interval: 20, window: 5, coordinate: .depth, sequences: 200, fittedTokens: 2_730,
            scoredTokens: 1_170, epsilon: 0.06,
            directions: [response(1, 0.8), response(2, 0.41), response(3, 0.12), response(4, -0.03)],
            controls: [response(1, 0.02), response(2, 0.04)])
    }

    static func attention(_ step: Int) -> AttentionRecord {
        func summary(_ distance: Double) -> AttentionRecord.Summary {
            .init(
                entropy: 2.2 - distance, positionEntropy: 2.28 - distance, relativeEntropy: 1 - distance / 2,
                distanceFromUniform: distance, uniformEntropy: 2.24)
        }
        /// Under a causal mask: uniform, the token itself, the first one, the one before.
        func pattern(_ head: Int) -> [[Float]] {
            (0..<24).map { row in
                (0...row).map { column in
                    switch head {
                    case 0: 1 / Float(row + 1)
                    case 1: column == row ? 1 : 0
                    case 2: column < 3 ? 0.3 : 0
                    default: column == max(0, row - 8) ? 0.7 : 0.3 / Float(row + 1)
                    }
                }
            }
        }
        return AttentionRecord(
            step: step, sequences: 200, tokens: 3_900, summary: summary(0.3),
            attentions: (1...2).map { layer in
                .init(
                    kind: .encoderSelf, layer: layer, queries: 3_900,
                    heads: (0..<4).map {
                        .init(summary: summary(0.1 + 0.2 * Double($0) + 0.01 * Double(layer)), pattern: pattern($0))
                    })
            })
    }

    static func fourier(_ step: Int, isModular: Bool = false) -> FourierRecord {
        func spectrum(_ length: Int, _ peaks: [(Int, Double)]) -> FourierRecord.Spectrum {
            var shares = Array(repeating: 0.0, count: length / 2)
            for (frequency, share) in peaks { shares[frequency - 1] = share }
            return .init(
                length: length, constantPower: 1.2, varyingPower: 3.4, shares: shares,
                top: peaks.map { .init(frequency: $0.0, share: $0.1) }, topShare: peaks.reduce(0) { $0 + $1.1 },
                gini: 0.71)
        }
        let peaks = [(1, 0.41), (2, 0.21), (3, 0.12), (5, 0.06), (4, 0.05)]
        return FourierRecord(
            step: step, sequences: 200, tokens: 3_900,
            positional: isModular ? [] : [0, 1, 2, nil].map { .init(layers: $0, spectrum: spectrum(24, peaks)) },
            embedding: isModular ? spectrum(97, [(14, 0.31), (35, 0.27), (41, 0.22), (7, 0.08), (2, 0.03)]) : nil)
    }

    /// Every measurement, as its answer.
    static func measurements(_ step: Int) -> [ProbeRecord] {
        [
            ProbeRecord(curvature(step)), ProbeRecord(readout(step)), ProbeRecord(function(step)),
            ProbeRecord(attention(step)),
            ProbeRecord(fourier(step)),
            ProbeRecord(progressMeasures(step)),
        ]
    }
}
