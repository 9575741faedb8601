internal import Kernels

/// output = stream + feedForward(norm(stream)).
enum FeedForwardBlock {
    /// What backward needs of forward.
    struct Activations {
        let statistics: LayerNorm.Statistics
        /// norm(stream) [N, D].
        let normed: Matrix
        /// gelu' of the inner layer [N, F].
        let derivative: Matrix
        /// gelu of the inner layer [N, F].
        let activated: Matrix
    }

    static func forward(
        stream: Matrix, parameters: StackParameters.Layer, activations: Activations, output: Matrix
    ) {
        let normed = activations.normed.prefix(stream.rows)
        LayerNorm.forward(
            input: stream, gain: parameters.feedForwardGain, bias: parameters.feedForwardNormBias, output: normed,
            statistics: activations.statistics)
        FeedForward.forward(
            input: normed, weights: parameters.feedForward, residual: stream,
            derivative: activations.derivative.prefix(stream.rows),
            activated: activations.activated.prefix(stream.rows), output: output)
    }

    /// Takes the gradient of the output in `streamGradient` [N, D] and leaves that of the stream there. `inner` [N, F]
    /// and `branch` [N, D] are overwritten.
    static func backward(
        stream: Matrix, parameters: StackParameters.Layer, gradients: StackParameters.Layer, activations: Activations,
        inner: Matrix, branch: Matrix, streamGradient: Matrix
    ) {
        FeedForward.backward(
            input: activations.normed.prefix(stream.rows), weights: parameters.feedForward,
            derivative: activations.derivative.prefix(stream.rows),
            activated: activations.activated.prefix(stream.rows), outputGradient: streamGradient, scratch: inner,
            inputGradient: branch, gradients: gradients.feedForward)
        LayerNorm.backward(
            input: stream, gain: parameters.feedForwardGain, statistics: activations.statistics, outputGradient: branch,
            inputGradient: streamGradient, gainGradient: gradients.feedForwardGain,
            biasGradient: gradients.feedForwardNormBias)
    }
}
