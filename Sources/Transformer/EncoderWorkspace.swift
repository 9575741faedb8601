package import Kernels

/// The activations of one shard: memory for up to `tokenCapacity` tokens, made once and used for every step.
package final class EncoderWorkspace: @unchecked Sendable {
    package let tokenCapacity: Int
    package let longestSequence: Int

    let layers: [LayerActivations]
    /// Residual stream after the last layer [N, D].
    let residualStream: Matrix
    let finalStatistics: LayerNorm.Statistics
    /// After the final LayerNorm [N, D].
    let hidden: Matrix
    /// [N, C]; log-probabilities or the loss's gradient once scored.
    package let logits: Matrix
    let attentionScratch: UnsafeMutablePointer<Float>
    let gradients: Gradients?

    private let arena: Arena

    /// What one layer keeps of forward for backward.
    struct LayerActivations {
        /// Residual stream on entry [N, D].
        let input: Matrix
        let attentionStatistics: LayerNorm.Statistics
        /// norm1(input) [N, D].
        let attentionInput: Matrix
        /// Q, K, V [N, 3D].
        let projections: Matrix
        /// [H·N, stride].
        let probabilities: Matrix
        /// Heads side by side, before W_O [N, D].
        let attended: Matrix
        /// Residual stream after attention [N, D].
        let middle: Matrix
        let feedForwardStatistics: LayerNorm.Statistics
        /// norm2(middle) [N, D].
        let feedForwardInput: Matrix
        /// gelu' of the inner layer [N, F].
        let derivative: Matrix
        /// gelu of the inner layer [N, F].
        let activated: Matrix
    }

    /// Scratch of backward, shared by all layers.
    struct Gradients {
        /// Of the residual stream [N, D].
        let residualStream: Matrix
        /// [N, D].
        let branch: Matrix
        /// [N, 3D].
        let projections: Matrix
        /// [N, F].
        let inner: Matrix
    }

    /// What is going to be done with the activations.
    package enum Purpose: Sendable {
        /// Every layer's activations are kept for backward.
        case training
        /// All layers share the memory of one, which then stays in the cache.
        case evaluation
    }

    package init(shape: EncoderShape, tokenCapacity: Int, longestSequence: Int, purpose: Purpose) {
        precondition(tokenCapacity > 0, "a workspace for \(tokenCapacity) tokens")
        precondition(
            longestSequence <= shape.contextLength,
            "sequences of \(longestSequence) do not fit a context of \(shape.contextLength)")
        self.tokenCapacity = tokenCapacity
        self.longestSequence = longestSequence

        let (width, inner) = (shape.modelWidth, shape.feedForwardWidth)
        let stride = Attention.probabilityStride(longest: longestSequence)
        let scratch = Attention.scratchCount(longest: longestSequence, headWidth: shape.headWidth)
        let layerRow = 8 * width + 2 * inner + shape.heads * stride + 4
        let keptLayers = purpose == .training ? shape.layers : 1
        let sharedRow = 2 * width + 2 + shape.classes
        let gradientRow = purpose == .training ? 5 * width + inner : 0
        arena = Arena(count: tokenCapacity * (keptLayers * layerRow + sharedRow + gradientRow) + scratch)

        let base = arena.base
        var offset = 0
        func carve(_ columns: Int, rows: Int = tokenCapacity) -> Matrix {
            defer { offset += rows * columns }
            return Matrix(base: base + offset, rows: rows, columns: columns)
        }
        func statistics() -> LayerNorm.Statistics {
            LayerNorm.Statistics(mean: carve(1).base, inverseDeviation: carve(1).base)
        }
        let kept = (0..<keptLayers).map { _ in
            LayerActivations(
                input: carve(width), attentionStatistics: statistics(), attentionInput: carve(width),
                projections: carve(3 * width), probabilities: carve(stride, rows: shape.heads * tokenCapacity),
                attended: carve(width), middle: carve(width), feedForwardStatistics: statistics(),
                feedForwardInput: carve(width), derivative: carve(inner), activated: carve(inner))
        }
        layers = (0..<shape.layers).map { kept[$0 % keptLayers] }
        residualStream = carve(width)
        finalStatistics = statistics()
        hidden = carve(width)
        logits = carve(shape.classes)
        gradients = purpose == .training
            ? Gradients(
                residualStream: carve(width), branch: carve(width), projections: carve(3 * width), inner: carve(inner))
            : nil
        attentionScratch = carve(1, rows: scratch).base
        precondition(offset == arena.count, "carved \(offset) of \(arena.count) floats")
    }
}
