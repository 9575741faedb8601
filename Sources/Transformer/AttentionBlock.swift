internal import Kernels

/// What follows the projections of an attention: output = residual + W_O attention(Q, K, V).
enum AttentionBlock {
    /// What backward needs of forward.
    struct Activations {
        /// [H·M, stride].
        let probabilities: Matrix
        /// Heads side by side, before W_O [M, D].
        let attended: Matrix
    }

    /// - Parameters:
    ///   - queries: [M, D]; keys and values [N, D].
    ///   - residual: [M, D].
    ///   - output: [M, D].
    static func forward(
        _ attention: Attention, spans: AttentionSpans, queries: Matrix, keys: Matrix, values: Matrix,
        parameters: AttentionParameters, activations: Activations, residual: Matrix, output: Matrix,
        scratch: UnsafeMutablePointer<Float>
    ) {
        let attended = activations.attended.prefix(queries.rows)
        attention.forward(
            spans: spans, queries: queries, keys: keys, values: values, probabilities: activations.probabilities,
            output: attended, scratch: scratch)
        Linear.forward(
            input: attended, weight: parameters.output, bias: parameters.outputBias, addedTo: residual, output: output)
    }

    /// Writes the gradients of queries, keys and values, given the output's gradient [M, D], which is the
    /// residual's as well. `branch` [M, D] is overwritten.
    static func backward(
        _ attention: Attention, spans: AttentionSpans, queries: Matrix, keys: Matrix, values: Matrix,
        parameters: AttentionParameters, gradients: AttentionParameters, activations: Activations,
        outputGradient: Matrix, branch: Matrix, queriesGradient: Matrix, keysGradient: Matrix, valuesGradient: Matrix,
        scratch: UnsafeMutablePointer<Float>
    ) {
        Linear.backward(
            input: activations.attended.prefix(queries.rows), weight: parameters.output,
            outputGradient: outputGradient, inputGradient: branch, weightGradient: gradients.output,
            biasGradient: gradients.outputBias)
        attention.backward(
            spans: spans, queries: queries, keys: keys, values: values, probabilities: activations.probabilities,
            outputGradient: branch, queriesGradient: queriesGradient, keysGradient: keysGradient,
            valuesGradient: valuesGradient, scratch: scratch)
    }
}
