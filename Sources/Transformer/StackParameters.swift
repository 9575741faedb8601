package import Kernels

/// The parameters of an encoder's or a decoder's stack as matrices over one arena: θ, or in the same places its
/// gradient.
package struct StackParameters: @unchecked Sendable {
    /// The embedding of each token, [V, D].
    package let tokenTable: Matrix
    /// The embedding of each position, [T, D].
    package let positionTable: Matrix
    /// The L layers in the order in which the stack computes them.
    package let layers: [Layer]
    /// The gain γ of the LayerNorm behind the last layer, [D].
    package let finalGain: UnsafeMutablePointer<Float>
    /// The bias β of the LayerNorm behind the last layer, [D].
    package let finalBias: UnsafeMutablePointer<Float>

    /// The parameters of one layer.
    package struct Layer: @unchecked Sendable {
        /// The attention of the stack's rows to each other, with the layer's first LayerNorm.
        package let selfAttention: AttentionParameters
        /// The attention of the decoder's rows to the encoder's, with its LayerNorm; nil in an encoder's layer.
        package let crossAttention: AttentionParameters?
        /// The gain γ of the LayerNorm before the two linear layers, [D].
        package let feedForwardGain: UnsafeMutablePointer<Float>
        /// The bias β of the LayerNorm before the two linear layers, [D].
        package let feedForwardNormBias: UnsafeMutablePointer<Float>
        /// The layer's two linear layers.
        package let feedForward: FeedForward.Weights
    }

    /// Finds the stack's tensors by their names in the table.
    init(names: StackNames, layers: Int, table: ParameterTable, base: UnsafeMutablePointer<Float>) {
        func matrix(_ name: String) -> Matrix {
            let entry = table[name]
            return Matrix(base: base + entry.offset, rows: entry.shape[0], columns: entry.shape[1])
        }
        func vector(_ name: String) -> UnsafeMutablePointer<Float> { base + table[name].offset }
        func attention(_ layer: Int, _ module: String, norm: String) -> AttentionParameters {
            AttentionParameters(
                gain: vector(names.layer(layer, "\(norm).weight")),
                normBias: vector(names.layer(layer, "\(norm).bias")),
                projection: matrix(names.layer(layer, "\(module).in_proj_weight")),
                projectionBias: vector(names.layer(layer, "\(module).in_proj_bias")),
                output: matrix(names.layer(layer, "\(module).out_proj.weight")),
                outputBias: vector(names.layer(layer, "\(module).out_proj.bias")))
        }

        tokenTable = matrix(names.tokenTable)
        positionTable = matrix(names.positionTable)
        self.layers = (0..<layers).map { layer in
            func name(_ suffix: String) -> String { names.layer(layer, suffix) }
            return Layer(
                selfAttention: attention(layer, StackNames.selfAttention, norm: "norm1"),
                crossAttention: names.hasCrossAttention
                    ? attention(layer, StackNames.crossAttention, norm: "norm2") : nil,
                feedForwardGain: vector(name("\(names.lastNorm).weight")),
                feedForwardNormBias: vector(name("\(names.lastNorm).bias")),
                feedForward: FeedForward.Weights(
                    inner: matrix(name("linear1.weight")), innerBias: vector(name("linear1.bias")),
                    outer: matrix(name("linear2.weight")), outerBias: vector(name("linear2.bias"))))
        }
        finalGain = vector("\(names.finalNorm).weight")
        finalBias = vector("\(names.finalNorm).bias")
    }
}
