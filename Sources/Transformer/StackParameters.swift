package import Kernels

/// The parameters of an encoder's or a decoder's stack as matrices over one arena: θ, or in the same places its
/// gradient.
package struct StackParameters: @unchecked Sendable {
    /// [V, D].
    package let tokenTable: Matrix
    /// [T, D].
    package let positionTable: Matrix
    package let layers: [Layer]
    package let finalGain: UnsafeMutablePointer<Float>
    package let finalBias: UnsafeMutablePointer<Float>

    package struct Layer: @unchecked Sendable {
        package let selfAttention: AttentionParameters
        /// Of a decoder's layer.
        package let crossAttention: AttentionParameters?
        package let feedForwardGain: UnsafeMutablePointer<Float>
        package let feedForwardNormBias: UnsafeMutablePointer<Float>
        package let feedForward: FeedForward.Weights
    }

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
