import Kernels
import Probes
import RunEvents
import Tasks
import SpectralEdge
import TestSupport
import Transformer

/// A model with 64 tracked parameters, whose whole Hessian can be written down.
enum TinyCurve {
    static let model = TransformerModel(
        shape: TransformerShape(
            encoder: SequenceLayout.Input(vocabulary: 3, contextLength: 4), classes: 3, modelWidth: 4, layers: 1,
            heads: 2,
            feedForwardWidth: 5, mask: .causal))
    static let range = model.table.range(of: .attentionWeight)

    static let sequences = [
        LabelledSequence(tokens: [0, 1, 2, 1], targets: [1, 2, -1, 0]),
        LabelledSequence(tokens: [2, 1], targets: [0, 1]),
        LabelledSequence(tokens: [0, 2, 2], targets: [1, 0, 2]),
    ]

    /// θ with random biases and gains too, as zeros and ones would hide a term.
    static let parameters: [Float] = {
        var values = [Float](repeating: 0, count: model.table.count)
        var generator = RandomGenerator(seed: 5, stream: .initialization)
        for entry in model.table.entries {
            let isGain = entry.name.contains("norm") && entry.name.hasSuffix("weight")
            for index in entry.range { values[index] = Float((isGain ? 1 : 0) + 0.5 * generator.normal()) }
        }
        return values
    }()

    static let point = parameters.map { Double($0) }

    static func loss(_ point: [Double]) -> Double {
        NaiveTransformer(shape: model.shape, table: model.table, values: point).loss(sequences)
    }

    /// H restricted to θ_S.
    static let hessian = secondDerivatives(range)

    /// H of all parameters.
    static let wholeHessian = secondDerivatives(parameters.indices)

    /// H restricted to a range of θ, from second differences of the naive twin's loss in double; accurate to about
    /// 1e-7.
    private static func secondDerivatives(_ range: Range<Int>) -> [[Double]] {
        let epsilon = 1e-4
        func moved(_ steps: [(index: Int, by: Double)]) -> Double {
            var moved = point
            for step in steps { moved[range.lowerBound + step.index] += step.by }
            return loss(moved)
        }
        let base = loss(point)
        let sides = (0..<range.count).map { i in moved([(i, epsilon)]) + moved([(i, -epsilon)]) }
        var hessian = sides.map { _ in [Double](repeating: 0, count: range.count) }
        for i in hessian.indices {
            for j in 0...i {
                let both = moved([(i, epsilon), (j, epsilon)]) + moved([(i, -epsilon), (j, -epsilon)])
                hessian[i][j] = (both - sides[i] - sides[j] + 2 * base) / (2 * epsilon * epsilon)
                hessian[j][i] = hessian[i][j]
            }
        }
        return hessian
    }

    /// vᵀ H v.
    static func curvature(_ direction: [Double]) -> Double {
        sumOfProducts(direction, hessian.map { sumOfProducts($0, direction) })
    }

    static func unit(_ vector: [Double]) -> [Double] {
        let length = sumOfProducts(vector, vector).squareRoot()
        return vector.map { $0 / length }
    }

    static let config = RunConfig(
        task: .dyck, seed: 1, steps: 400, optimizer: OptimizerConfig(learningRate: 1e-2, weightDecay: 0.5),
        model: ModelConfig(modelWidth: 4, layers: 1, heads: 2, feedForwardWidth: 5, contextLength: 4),
        data: DataConfig(trainSequences: 3, testSequences: 3, batchSequences: 3),
        evaluation: EvaluationConfig(interval: 100, testSequences: 3),
        spectrum: SpectrumConfig(interval: 5, window: 5, tracked: .attention), thresholds: Thresholds(grokked: 0.95),
        shards: 1)

    static let context = ProbeContext(model: model, config: config, test: sequences, train: sequences)

    static func snapshot(_ directions: [[Double]], adam: AdamState? = nil) -> EdgeSnapshot {
        EdgeSnapshot(
            step: 300, parameters: parameters, directions: directions.map { $0.map { Float($0) } }, trackedRange: range,
            adam: adam)
    }

    static func curves() -> LossCurvature {
        MatrixProduct.useCallingThreadOnly()
        let curves = LossCurvature(
            model: model, pool: WorkerPool(threadCount: 1), sequences: sequences, range: range)
        curves.setPoint(parameters)
        return curves
    }
}
