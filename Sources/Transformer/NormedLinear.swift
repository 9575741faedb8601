internal import Kernels

/// Some of an attention's projections of a normalized residual stream: output = norm(stream) Wᵀ + b.
struct NormedLinear {
    let parameters: AttentionParameters
    /// What is projected to.
    var part = AttentionParameters.Part.all
    let statistics: LayerNorm.Statistics
    /// norm(stream), kept for backward with the statistics; room for [N, D] or more.
    let normed: Matrix

    /// - Parameters:
    ///   - stream: [N, D].
    ///   - output: [N, out], with out 3D, D or 2D as `part` says.
    func forward(stream: Matrix, output: Matrix) {
        let normed = normed.prefix(stream.rows)
        LayerNorm.forward(
            input: stream, gain: parameters.gain, bias: parameters.normBias, output: normed, statistics: statistics)
        Linear.forward(input: normed, weight: parameters.weight(part), bias: parameters.bias(part), output: output)
    }

    /// Adds to streamGradient [N, D] what outputGradient [N, out] brings, and writes the parameters' gradients.
    /// `branch` [N, D] is overwritten.
    func backward(
        stream: Matrix, gradients: AttentionParameters, outputGradient: Matrix, branch: Matrix, streamGradient: Matrix
    ) {
        Linear.backward(
            input: normed.prefix(stream.rows), weight: parameters.weight(part), outputGradient: outputGradient,
            inputGradient: branch, weightGradient: gradients.weight(part), biasGradient: gradients.bias(part))
        LayerNorm.backward(
            input: stream, gain: parameters.gain, statistics: statistics, outputGradient: branch,
            inputGradient: streamGradient, gainGradient: gradients.gain, biasGradient: gradients.normBias)
    }
}
