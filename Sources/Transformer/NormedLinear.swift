internal import Kernels

/// A linear layer on a normalized residual stream: output = norm(stream) Wᵀ + b.
enum NormedLinear {
    /// - Parameters:
    ///   - stream: [N, D].
    ///   - normed: [N, D], kept for backward with the statistics.
    ///   - output: [N, out].
    static func forward(
        stream: Matrix, gain: UnsafePointer<Float>, normBias: UnsafePointer<Float>, weight: Matrix,
        bias: UnsafePointer<Float>, statistics: LayerNorm.Statistics, normed: Matrix, output: Matrix
    ) {
        LayerNorm.forward(input: stream, gain: gain, bias: normBias, output: normed, statistics: statistics)
        Linear.forward(input: normed, weight: weight, bias: bias, output: output)
    }

    /// All of Q, K and V: output [N, 3D].
    static func forward(
        stream: Matrix, parameters: AttentionParameters, statistics: LayerNorm.Statistics, normed: Matrix,
        output: Matrix
    ) {
        forward(
            stream: stream, gain: parameters.gain, normBias: parameters.normBias, weight: parameters.projection,
            bias: parameters.projectionBias, statistics: statistics, normed: normed, output: output)
    }

    /// Adds to streamGradient [N, D] what outputGradient [N, 3D] brings, and writes the parameters' gradients. `branch`
    /// [N, D] is overwritten.
    static func backward(
        stream: Matrix, parameters: AttentionParameters, gradients: AttentionParameters,
        statistics: LayerNorm.Statistics, normed: Matrix, outputGradient: Matrix, branch: Matrix, streamGradient: Matrix
    ) {
        Linear.backward(
            input: normed, weight: parameters.projection, outputGradient: outputGradient, inputGradient: branch,
            weightGradient: gradients.projection, biasGradient: gradients.projectionBias)
        LayerNorm.backward(
            input: stream, gain: parameters.gain, statistics: statistics, outputGradient: branch,
            inputGradient: streamGradient, gainGradient: gradients.gain, biasGradient: gradients.normBias)
    }
}
