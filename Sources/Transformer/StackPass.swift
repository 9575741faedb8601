internal import Kernels

/// What all layers of a stack need in a forward pass.
struct StackForward {
    let parameters: StackParameters
    /// Where the pass leaves what backward needs.
    let activations: StackActivations
    /// Times the phases; nil where nobody measures.
    let clock: PhaseClock?

    /// The last layer's residual stream, normalized: hidden [N, D].
    func finalNorm(rows: Int) -> Matrix {
        let hidden = activations.hidden.prefix(rows)
        LayerNorm.forward(
            input: activations.output.prefix(rows), gain: parameters.finalGain, bias: parameters.finalBias,
            output: hidden, statistics: activations.finalStatistics)
        return hidden
    }

    /// Where a layer leaves its residual stream: in the next layer's input, or in the stack's output.
    func output(ofLayer index: Int) -> Matrix {
        index + 1 < activations.layers.count ? activations.layers[index + 1].input : activations.output
    }
}

/// What all layers of a stack need in a backward pass.
struct StackBackward {
    let parameters: StackParameters
    let gradients: StackParameters
    /// What the forward pass has left.
    let activations: StackActivations
    let scratch: StackGradients
    /// Times the phases; nil where nobody measures.
    let clock: PhaseClock?

    /// The backward pass of `StackForward.finalNorm`.
    ///
    /// - Returns: the gradient of the last layer's residual stream [N, D], in `scratch.stream`.
    func finalNorm(hiddenGradient: Matrix) -> Matrix {
        let streamGradient = scratch.stream.prefix(hiddenGradient.rows)
        streamGradient.fill(0)
        LayerNorm.backward(
            input: activations.output.prefix(hiddenGradient.rows), gain: parameters.finalGain,
            statistics: activations.finalStatistics, outputGradient: hiddenGradient, inputGradient: streamGradient,
            gainGradient: gradients.finalGain, biasGradient: gradients.finalBias)
        return streamGradient
    }

    /// The backward pass of a layer's feed-forward part, in `streamGradient` [N, D].
    ///
    /// - Parameter stream: the residual stream before it.
    func feedForward(ofLayer index: Int, stream: Matrix, streamGradient: Matrix) {
        let rows = streamGradient.rows
        FeedForwardBlock.backward(
            stream: stream.prefix(rows), parameters: parameters.layers[index], gradients: gradients.layers[index],
            activations: activations.layers[index].feedForward, inner: scratch.inner.prefix(rows),
            branch: scratch.branch.prefix(rows), streamGradient: streamGradient)
        clock?.lap(.feedForwardBackward)
    }
}
