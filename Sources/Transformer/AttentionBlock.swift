internal import Kernels

/// What follows the projections of an attention, in one layer of one pass: output = residual + W_O attention(Q, K, V).
struct AttentionBlock {
    let attention: Attention
    let spans: AttentionSpans
    let parameters: AttentionParameters
    let activations: Activations
    /// `Attention.scratchCount` floats.
    let scratch: UnsafeMutablePointer<Float>

    /// What backward needs of forward.
    struct Activations {
        /// [H·M, stride].
        let probabilities: Matrix
        /// Heads side by side, before W_O [M, D].
        let attended: Matrix
    }

    /// - Parameters:
    ///   - residual: [M, D].
    ///   - output: [M, D].
    func forward(input: Attention.Projections, residual: Matrix, output: Matrix) {
        let attended = activations.attended.prefix(input.queries.rows)
        attention.forward(
            spans: spans, input: input, probabilities: activations.probabilities, output: attended, scratch: scratch)
        Linear.forward(
            input: attended, weight: parameters.output, bias: parameters.outputBias, addedTo: residual, output: output)
    }

    /// Writes the gradients of queries, keys and values, and those of W_O, given the output's gradient [M, D], which is
    /// the residual's as well. `branch` [M, D] is overwritten.
    func backward(
        input: Attention.Projections, gradients: AttentionParameters, outputGradient: Matrix, branch: Matrix,
        inputGradient: Attention.Projections
    ) {
        Linear.backward(
            input: activations.attended.prefix(input.queries.rows), weight: parameters.output,
            outputGradient: outputGradient, inputGradient: branch, weightGradient: gradients.output,
            biasGradient: gradients.outputBias)
        attention.backward(
            spans: spans, input: input, probabilities: activations.probabilities, outputGradient: branch,
            inputGradient: inputGradient, scratch: scratch)
    }
}
