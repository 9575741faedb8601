internal import Kernels

/// What a stack's forward pass leaves: for backward, and for what reads the stack's output. Matrices have room for as
/// many rows as the workspace was made for.
struct StackActivations {
    /// tok + pos of the entries [U, D], and their Q, K, V [U, 3D] for the first layer.
    let embedded: Matrix
    let embeddedStatistics: LayerNorm.Statistics
    let embeddedNormed: Matrix
    let embeddedProjections: Matrix

    let layers: [Layer]
    /// Encoders read out at first tokens: the last layer's residual stream, normed stream and queries of those [M, D].
    let readStream: Matrix
    let readNormed: Matrix
    let readQueries: Matrix
    /// Decoders: the first layer's residual stream and cross-attention queries when each sequence has rows of its own
    /// [N, D].
    let ownStream: Matrix
    let ownQueries: Matrix

    /// Residual stream after the last layer, and its norm [N, D] (or [M, D]).
    let output: Matrix
    let finalStatistics: LayerNorm.Statistics
    let hidden: Matrix
    let attentionScratch: UnsafeMutablePointer<Float>

    struct Layer {
        /// Residual stream on entry [N, D].
        let input: Matrix
        let statistics: LayerNorm.Statistics
        /// norm1(input) [N, D]; the first layer's is `embeddedNormed`.
        let normed: Matrix
        /// Q, K, V [N, 3D].
        let projections: Matrix
        let selfAttention: AttentionBlock.Activations
        /// Residual stream after self-attention [N, D].
        let middle: Matrix
        let cross: Cross?
        let feedForward: FeedForwardBlock.Activations
    }

    /// A decoder's look at the encoder.
    struct Cross {
        let statistics: LayerNorm.Statistics
        /// norm2(middle) [N, D].
        let normed: Matrix
        /// [N, D].
        let queries: Matrix
        /// K, V of the encoder's output [S, 2D].
        let memory: Matrix
        let attention: AttentionBlock.Activations
        /// Residual stream after cross-attention [N, D].
        let output: Matrix
    }

    /// - Parameters:
    ///   - memory: rows of the encoder that a decoder reads; nil for an encoder.
    ///   - keptLayers: layers with memory of their own; the others share it in turn.
    init(
        _ carver: inout Carver, shape: TransformerShape, rows: PackedRowCounts.Rows, memory: PackedRowCounts.Rows?,
        keptLayers: Int
    ) {
        let (width, inner, heads) = (shape.modelWidth, shape.feedForwardWidth, shape.heads)
        let stride = Attention.probabilityStride(longest: rows.longestSequence)
        let count = rows.rows

        embedded = carver.matrix(rows.entries, width)
        embeddedStatistics = carver.statistics(rows.entries)
        embeddedNormed = carver.matrix(rows.entries, width)
        embeddedProjections = carver.matrix(rows.entries, 3 * width)

        let kept = (0..<keptLayers).map { _ in
            Layer(
                input: carver.matrix(count, width), statistics: carver.statistics(count),
                normed: carver.matrix(count, width), projections: carver.matrix(count, 3 * width),
                selfAttention: AttentionBlock.Activations(
                    probabilities: carver.matrix(heads * count, stride), attended: carver.matrix(count, width)),
                middle: carver.matrix(count, width),
                cross: memory.map { memory in
                    Cross(
                        statistics: carver.statistics(count), normed: carver.matrix(count, width),
                        queries: carver.matrix(count, width), memory: carver.matrix(memory.rows, 2 * width),
                        attention: AttentionBlock.Activations(
                            probabilities: carver.matrix(
                                heads * count, Attention.probabilityStride(longest: memory.longestSequence)),
                            attended: carver.matrix(count, width)),
                        output: carver.matrix(count, width))
                },
                feedForward: FeedForwardBlock.Activations(
                    statistics: carver.statistics(count), normed: carver.matrix(count, width),
                    derivative: carver.matrix(count, inner), activated: carver.matrix(count, inner)))
        }
        layers = (0..<shape.layers).map { kept[$0 % keptLayers] }

        let readRows = memory == nil && shape.readOut == .firstToken ? count : 0
        readStream = carver.matrix(readRows, width)
        readNormed = carver.matrix(readRows, width)
        readQueries = carver.matrix(readRows, width)
        let ownRows = memory == nil ? 0 : count
        ownStream = carver.matrix(ownRows, width)
        ownQueries = carver.matrix(ownRows, width)

        output = carver.matrix(count, width)
        finalStatistics = carver.statistics(count)
        hidden = carver.matrix(count, width)
        let longestPath = max(rows.longestSequence, memory?.longestSequence ?? 0)
        attentionScratch =
            carver.matrix(
                1,
                Attention.scratchCount(
                    longest: longestPath, queries: rows.longestSequence, headWidth: shape.headWidth)
            ).base
    }
}
