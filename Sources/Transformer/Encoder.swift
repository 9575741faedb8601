package import Kernels

/// A pre-norm transformer encoder with learned positions, a final LayerNorm and a linear head, on packed tokens.
///
///     x = tokenTable[id] + positionTable[position]
///     for each layer:  x += W_O attention(norm1(x));  x += feedForward(norm2(x))
///     logits = head(norm(x))
///
/// Forward and backward stand side by side, stage by stage. Neither allocates.
package struct Encoder: Sendable {
    package let shape: EncoderShape
    package let table: ParameterTable
    private let attention: Attention

    package init(shape: EncoderShape) {
        self.shape = shape
        table = EncoderParameters.table(for: shape)
        attention = Attention(heads: shape.heads, mask: shape.mask)
    }

    /// Leaves logits [N, C] in the workspace, and every activation that backward needs.
    ///
    /// - Precondition: the tokens fit the workspace.
    package func forward(parameters: EncoderParameters, tokens: PackedTokens, workspace: EncoderWorkspace) {
        let count = tokens.count
        precondition(
            count <= workspace.tokenCapacity && tokens.longestSequence <= workspace.longestSequence,
            "\(count) tokens, the longest sequence \(tokens.longestSequence), in a workspace for "
                + "\(workspace.tokenCapacity) and \(workspace.longestSequence)")
        Embedding.forward(
            tokens: tokens, tokenTable: parameters.tokenTable, positionTable: parameters.positionTable,
            output: workspace.layers[0].input.prefix(count))
        for index in 0..<shape.layers {
            let next = index + 1 < shape.layers ? workspace.layers[index + 1].input : workspace.residualStream
            forward(
                layer: parameters.layers[index], tokens: tokens, activations: workspace.layers[index],
                output: next.prefix(count), scratch: workspace.attentionScratch)
        }
        let hidden = workspace.hidden.prefix(count)
        LayerNorm.forward(
            input: workspace.residualStream.prefix(count), gain: parameters.finalGain, bias: parameters.finalBias,
            output: hidden, statistics: workspace.finalStatistics)
        Linear.forward(
            input: hidden, weight: parameters.head, bias: parameters.headBias, output: workspace.logits.prefix(count))
    }

    /// Writes the gradient of every parameter, given the loss's gradient in the workspace's logits.
    ///
    /// - Precondition: `forward` ran on the same tokens and workspace just before, and the workspace is one for training.
    package func backward(
        parameters: EncoderParameters, gradients: EncoderParameters, gradientArena: borrowing Arena,
        tokens: PackedTokens, workspace: EncoderWorkspace
    ) {
        guard let scratch = workspace.gradients else { preconditionFailure("an evaluation workspace has no backward") }
        let count = tokens.count
        // Biases, gains and embeddings are sums over tokens; weight matrices are overwritten, and need no zeros.
        let accumulated = table.range(of: .accumulated)
        (gradientArena.base + accumulated.lowerBound).update(repeating: 0, count: accumulated.count)
        let stream = scratch.residualStream.prefix(count)
        let branch = scratch.branch.prefix(count)
        Linear.backward(
            input: workspace.hidden.prefix(count), weight: parameters.head,
            outputGradient: workspace.logits.prefix(count), inputGradient: branch, weightGradient: gradients.head,
            biasGradient: gradients.headBias)
        stream.fill(0)
        LayerNorm.backward(
            input: workspace.residualStream.prefix(count), gain: parameters.finalGain,
            statistics: workspace.finalStatistics, outputGradient: branch, inputGradient: stream,
            gainGradient: gradients.finalGain, biasGradient: gradients.finalBias)
        for index in (0..<shape.layers).reversed() {
            backward(
                layer: parameters.layers[index], gradients: gradients.layers[index], tokens: tokens,
                activations: workspace.layers[index], scratch: scratch, attentionScratch: workspace.attentionScratch)
        }
        Embedding.backward(
            tokens: tokens, outputGradient: stream, tokenTableGradient: gradients.tokenTable,
            positionTableGradient: gradients.positionTable)
    }

    private func forward(
        layer: EncoderParameters.Layer, tokens: PackedTokens, activations: EncoderWorkspace.LayerActivations,
        output: Matrix, scratch: UnsafeMutablePointer<Float>
    ) {
        let count = tokens.count
        let input = activations.input.prefix(count)
        let attentionInput = activations.attentionInput.prefix(count)
        LayerNorm.forward(
            input: input, gain: layer.attentionGain, bias: layer.attentionNormBias, output: attentionInput,
            statistics: activations.attentionStatistics)
        let projections = activations.projections.prefix(count)
        Linear.forward(
            input: attentionInput, weight: layer.projection, bias: layer.projectionBias, output: projections)
        let attended = activations.attended.prefix(count)
        attention.forward(
            tokens: tokens, projections: projections, probabilities: activations.probabilities, output: attended,
            scratch: scratch)
        let middle = activations.middle.prefix(count)
        Linear.forward(
            input: attended, weight: layer.output, bias: layer.outputBias, addedTo: input, output: middle)

        let feedForwardInput = activations.feedForwardInput.prefix(count)
        LayerNorm.forward(
            input: middle, gain: layer.feedForwardGain, bias: layer.feedForwardNormBias, output: feedForwardInput,
            statistics: activations.feedForwardStatistics)
        FeedForward.forward(
            input: feedForwardInput, weights: layer.feedForward, residual: middle,
            derivative: activations.derivative.prefix(count), activated: activations.activated.prefix(count),
            output: output)
    }

    /// Takes the gradient of the layer's output in `scratch.residualStream` and leaves that of its input there.
    private func backward(
        layer: EncoderParameters.Layer, gradients: EncoderParameters.Layer, tokens: PackedTokens,
        activations: EncoderWorkspace.LayerActivations, scratch: EncoderWorkspace.Gradients,
        attentionScratch: UnsafeMutablePointer<Float>
    ) {
        let count = tokens.count
        let stream = scratch.residualStream.prefix(count)
        let branch = scratch.branch.prefix(count)
        FeedForward.backward(
            input: activations.feedForwardInput.prefix(count), weights: layer.feedForward,
            derivative: activations.derivative.prefix(count), activated: activations.activated.prefix(count),
            outputGradient: stream, scratch: scratch.inner.prefix(count), inputGradient: branch,
            gradients: gradients.feedForward)
        LayerNorm.backward(
            input: activations.middle.prefix(count), gain: layer.feedForwardGain,
            statistics: activations.feedForwardStatistics, outputGradient: branch, inputGradient: stream,
            gainGradient: gradients.feedForwardGain, biasGradient: gradients.feedForwardNormBias)

        Linear.backward(
            input: activations.attended.prefix(count), weight: layer.output, outputGradient: stream,
            inputGradient: branch, weightGradient: gradients.output, biasGradient: gradients.outputBias)
        let projectionsGradient = scratch.projections.prefix(count)
        attention.backward(
            tokens: tokens, projections: activations.projections.prefix(count),
            probabilities: activations.probabilities, outputGradient: branch,
            projectionsGradient: projectionsGradient, scratch: attentionScratch)
        Linear.backward(
            input: activations.attentionInput.prefix(count), weight: layer.projection,
            outputGradient: projectionsGradient, inputGradient: branch, weightGradient: gradients.projection,
            biasGradient: gradients.projectionBias)
        LayerNorm.backward(
            input: activations.input.prefix(count), gain: layer.attentionGain,
            statistics: activations.attentionStatistics, outputGradient: branch, inputGradient: stream,
            gainGradient: gradients.attentionGain, biasGradient: gradients.attentionNormBias)
    }
}
