import Kernels
import Probes
import RunEvents
import SpectralEdge
import TestSupport
import Testing
import Transformer

/// Compares the measured gap flow (float updates, inner products, differences of float gradients) with its formulas in
/// double and an exact Hessian.
@Suite("Gap flow, reference")
struct GapFlowReferenceTests {
    private static let optimizer = TinyCurve.config.optimizer
    private static let interval = 5
    private static let window = 5

    private struct Update {
        var gradient: [Float]
        var decay: [Float]
        var total: [Double] { zip(gradient, decay).map { Double($0) + Double($1) } }
    }

    /// Updates like AdamW's: along the loss's gradient with something of its own in each, and decay along θ_S.
    private static let updates: [Update] = {
        let scale = optimizer.learningRate * Double(interval)
        let gradient = numericalGradient(at: TinyCurve.point, TinyCurve.loss)[TinyCurve.range]
        var generator = RandomGenerator(seed: 9, stream: .probes)
        return (0..<7).map { index in
            Update(
                gradient: gradient.map { Float(-scale * (4 * $0 + 0.3 * generator.normal())) },
                decay: TinyCurve.parameters[TinyCurve.range].map {
                    Float(-scale * optimizer.weightDecay * (1 + 0.1 * Double(index))) * $0
                })
        }
    }()

    private struct Reference {
        var gap: Double
        var kStar: Int
        var terms: [Double]

        init(_ updates: [Update]) {
            let rows = updates.map(\.total)
            let eigensystem = SymmetricEigensystem(rows.map { row in rows.map { sumOfProducts(row, $0) } })
            let sigma = eigensystem.values.map { $0.squareRoot() }
            func direction(_ k: Int) -> [Double] {
                var sum = [Double](repeating: 0, count: rows[0].count)
                for (weight, row) in zip(eigensystem.vectors[k], rows) {
                    for index in sum.indices { sum[index] += weight * row[index] / sigma[k] }
                }
                return sum
            }
            func score(_ k: Int) -> Double { sigma[k] * sigma[k] / sigma[k + 1] }
            let best = (0..<sigma.count - 1).max { score($0) < score($1) }!
            let (rate, decay) = (optimizer.learningRate, optimizer.weightDecay)
            let scale = -1 / (rate * Double(interval))
            let newest: [Double] = updates[updates.count - 1].gradient.map { scale * Double($0) }
            func drive(_ k: Int) -> Double {
                let projection = sumOfProducts(direction(k), newest)
                return projection * projection / sigma[k]
            }
            let (upper, lower) = (TinyCurve.curvature(direction(best)), TinyCurve.curvature(direction(best + 1)))
            let meanSigma = (sigma[best] + sigma[best + 1]) / 2
            let meanCurvature = (upper + lower) / 2
            gap = sigma[best] - sigma[best + 1]
            kStar = best + 1
            terms = [
                -rate * (upper - lower) * meanSigma, -rate * (meanCurvature + decay) * gap,
                rate * Double(sigma.count) * (drive(best) - drive(best + 1)),
            ]
        }
    }

    private static func record(_ count: Int) throws -> GapFlowRecord {
        let tracker = SpectrumTracker(
            config: TinyCurve.config.spectrum, thresholds: TinyCurve.config.thresholds,
            parameterCount: TinyCurve.range.count)
        let pool = WorkerPool(threadCount: 1)
        for (index, update) in updates.prefix(count).enumerated() {
            tracker.ledger.gradient.replaceContents(with: update.gradient)
            tracker.ledger.decay.replaceContents(with: update.decay)
            for step in 1...interval { _ = tracker.stepEnded(interval * index + step, on: pool) }
        }
        let curves = TinyCurve.curves()
        let along = try tracker.directions().map { try #require(curves.along($0, isCancelled: { false })) }
        return try #require(
            tracker.gapFlow(
                at: interval * count, curvatures: along.map(\.curvature), slopes: along.map(\.slope),
                sequences: curves.gradients.sequenceCount, tokens: curves.gradients.tokenCount,
                learningRate: optimizer.learningRate, weightDecay: optimizer.weightDecay))
    }

    @Test("each term to 1e-3, in windows that fill and that are full", arguments: [2, 3, 5, 6, 7])
    func terms(count: Int) throws {
        let record = try Self.record(count)
        let reference = Reference(Array(Self.updates.prefix(count).suffix(Self.window)))
        let terms = try #require(record.terms)
        #expect(record.kStar == reference.kStar)
        #expect(abs(record.gap - reference.gap) < 1e-5 * reference.gap)
        for (ours, expected) in zip([terms.curvature, terms.damping, terms.driving], reference.terms) {
            #expect(abs(ours - expected) < 1e-3 * abs(expected), "\(ours), expected \(expected)")
        }
        let predicted = Double(Self.interval) * reference.terms.reduce(0, +)
        #expect(abs(try #require(record.predictedChange) - predicted) < 1e-3 * abs(predicted))
    }

    @Test("the measured change is that of the references' gaps", arguments: [3, 5, 6, 7])
    func measured(count: Int) throws {
        let record = try Self.record(count)
        let gaps = [count - 1, count].map {
            Reference(Array(Self.updates.prefix($0).suffix(Self.window))).gap
        }
        #expect(abs(try #require(record.measuredChange) - (gaps[1] - gaps[0])) < 1e-5 * gaps[1])
    }
}
