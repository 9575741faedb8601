import Kernels
import Probes
import RunEvents
import Tasks
import SpectralEdge
import Transformer

/// A causal encoder whose layers add nothing: the head's input is norm(tok + pos) · 100. The tokens' part is small, so
/// that a step along it, or along the positions' part, moves the input by an amount that only the token or only the
/// position decides. The task is to name the token.
struct PlantedModel {
    static let tokens = 3
    static let length = 5

    let context: ProbeContext
    let snapshot: EdgeSnapshot

    /// Plants two directions: v_1 moves every token's embedding the same way, in proportion to its number; v_2 moves
    /// every position its own way.
    ///
    /// - Parameter tokenScale: deviation of the tokens' part, where that of the positions' part is 1.
    init(sequences count: Int = 160, step: Int = 7, tokenScale: Double = 0.01) {
        let model = TransformerModel(
            shape: TransformerShape(
                encoder: SequenceLayout.Input(vocabulary: Self.tokens, contextLength: Self.length),
                classes: Self.tokens,
                modelWidth: 8, layers: 2, heads: 2, feedForwardWidth: 12, mask: .causal))
        var generator = RandomGenerator(seed: 4, stream: .initialization)
        var parameters = [Float](repeating: 0, count: model.table.count)
        let (tokens, positions) = (model.table["tok.weight"].range, model.table["pos.weight"].range)
        for index in tokens { parameters[index] = Float(tokenScale * generator.normal()) }
        for index in positions { parameters[index] = Float(generator.normal()) }
        for index in model.table["norm.weight"].range { parameters[index] = 100 }

        let tracked = min(tokens.lowerBound, positions.lowerBound)..<max(tokens.upperBound, positions.upperBound)
        var directions = [[Double]](repeating: Array(repeating: 0, count: tracked.count), count: 2)
        let shift = (0..<8).map { _ in generator.normal() }
        for (offset, index) in tokens.enumerated() {
            directions[0][index - tracked.lowerBound] = Double(offset / 8) * shift[offset % 8]
        }
        for index in positions { directions[1][index - tracked.lowerBound] = generator.normal() }
        snapshot = EdgeSnapshot(
            step: step, parameters: parameters,
            directions: directions.map { direction in
                let norm = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
                return direction.map { Float($0 / norm) }
            }, trackedRange: tracked)

        let test = (0..<count).map { _ in
            let tokens = (0..<Self.length).map { _ in Int32(generator.integer(below: Self.tokens)) }
            return LabelledSequence(tokens: tokens, targets: tokens)
        }
        context = ProbeContext(
            model: model,
            config: RunConfig(
                task: .dyck, seed: 11, steps: 10,
                optimizer: OptimizerConfig(learningRate: 1e-3, weightDecay: 1),
                model: ModelConfig(
                    modelWidth: 8, layers: 2, heads: 2, feedForwardWidth: 12, contextLength: Self.length),
                data: DataConfig(trainSequences: 1, testSequences: count, batchSequences: 1),
                evaluation: EvaluationConfig(interval: 10, testSequences: count),
                spectrum: SpectrumConfig(interval: 100, window: 5, tracked: .attention),
                thresholds: Thresholds(grokked: 0.95), shards: 1),
            test: test)
        MatrixProduct.useCallingThreadOnly()
    }
}
