package import Kernels

/// A pre-norm transformer on packed tokens: an encoder alone, or an encoder and a decoder that reads it; and a linear
/// head.
///
/// Forward and backward stand side by side, stage by stage. Neither allocates.
package struct TransformerModel: Sendable {
    /// The sizes of the model.
    package let shape: TransformerShape
    /// The names and places of its parameters.
    package let table: ParameterTable
    let encoder: EncoderStack
    let decoder: DecoderStack

    /// Makes a model. It holds no parameters: each call gets those to compute with.
    package init(shape: TransformerShape) {
        self.shape = shape
        table = ParameterTable(for: shape)
        encoder = EncoderStack(attention: Attention(heads: shape.heads, mask: shape.mask), layerCount: shape.layers)
        decoder = DecoderStack(
            selfAttention: Attention(heads: shape.heads, mask: .causal),
            crossAttention: Attention(heads: shape.heads, mask: .none), layerCount: shape.layers)
    }

    /// A model's parameters over an arena of θ or of its gradient.
    package func views(_ base: UnsafeMutablePointer<Float>) -> TransformerParameters {
        TransformerParameters(shape: shape, table: table, base: base)
    }

    /// Leaves logits [M, C] in the workspace, and every activation that backward needs.
    ///
    /// - Precondition: the batch fits the workspace.
    package func forward(parameters: TransformerParameters, batch: PackedBatch, workspace: TransformerWorkspace) {
        precondition(
            workspace.room.contains(PackedRowCounts(batch)),
            "\(PackedRowCounts(batch)) rows, room for \(workspace.room)")
        let encoded = encoder.forward(
            tokens: batch.encoder, firstTokens: batch.firstTokens,
            pass: StackForward(
                parameters: parameters.encoder, activations: workspace.encoder, clock: workspace.clock))
        let hidden = decoded(encoded, parameters: parameters, batch: batch, workspace: workspace)
        Linear.forward(
            input: hidden, weight: parameters.head, bias: parameters.headBias,
            output: workspace.logits.prefix(batch.logitCount))
        workspace.clock?.lap(.loss)
    }

    /// Writes the gradient of every parameter, given the loss's gradient in the workspace's logits.
    ///
    /// - Precondition: `forward` ran on the same batch and workspace just before, and the workspace is one for
    ///   training.
    package func backward(
        parameters: TransformerParameters, gradients: TransformerParameters, gradientArena: borrowing Arena,
        batch: PackedBatch, workspace: TransformerWorkspace
    ) {
        guard let scratch = workspace.gradients else { preconditionFailure("no backward in \(workspace.purpose)") }
        // Biases, gains and embeddings are sums over tokens; weight matrices are overwritten, and need no zeros.
        let accumulated = table.range(of: .accumulated)
        (gradientArena.base + accumulated.lowerBound).update(repeating: 0, count: accumulated.count)
        let count = batch.logitCount
        let hiddenGradient = (shape.decoder == nil ? scratch.encoderHidden : scratch.outputNormed).prefix(count)
        Linear.backward(
            input: (shape.decoder == nil ? workspace.encoder.hidden : workspace.outputNormed).prefix(count),
            weight: parameters.head, outputGradient: workspace.logits.prefix(count), inputGradient: hiddenGradient,
            weightGradient: gradients.head, biasGradient: gradients.headBias)
        workspace.clock?.lap(.lossBackward)
        let encodedGradient = backwardDecoded(
            hiddenGradient, parameters: parameters, gradients: gradients, batch: batch, workspace: workspace,
            scratch: scratch)
        encoder.backward(
            tokens: batch.encoder, firstTokens: batch.firstTokens,
            pass: StackBackward(
                parameters: parameters.encoder, gradients: gradients.encoder, activations: workspace.encoder,
                scratch: scratch.encoder, clock: workspace.clock),
            hiddenGradient: encodedGradient)
    }

    /// What the head reads [M, D]: the encoder's output, or what the decoder has made of it and one more LayerNorm.
    private func decoded(
        _ encoded: Matrix, parameters: TransformerParameters, batch: PackedBatch, workspace: TransformerWorkspace
    ) -> Matrix {
        guard let tokens = batch.decoder, let activations = workspace.decoder, let own = parameters.decoder,
            let norm = parameters.outputNorm
        else { return encoded }
        let hidden = decoder.forward(
            tokens: tokens, memory: encoded,
            pass: StackForward(parameters: own, activations: activations, clock: workspace.clock))
        let normed = workspace.outputNormed.prefix(hidden.rows)
        LayerNorm.forward(
            input: hidden, gain: norm.gain, bias: norm.bias, output: normed, statistics: workspace.outputStatistics)
        return normed
    }

    /// The backward pass of `decoded`.
    private func backwardDecoded(
        _ gradient: Matrix, parameters: TransformerParameters, gradients: TransformerParameters, batch: PackedBatch,
        workspace: TransformerWorkspace, scratch: TransformerWorkspace.Gradients
    ) -> Matrix {
        guard let tokens = batch.decoder, let activations = workspace.decoder, let own = parameters.decoder,
            let norm = parameters.outputNorm, let ownGradients = gradients.decoder,
            let normGradients = gradients.outputNorm, let ownScratch = scratch.decoder
        else { return gradient }
        let hiddenGradient = scratch.decoderHidden.prefix(gradient.rows)
        hiddenGradient.fill(0)
        LayerNorm.backward(
            input: activations.hidden.prefix(gradient.rows), gain: norm.gain, statistics: workspace.outputStatistics,
            outputGradient: gradient, inputGradient: hiddenGradient, gainGradient: normGradients.gain,
            biasGradient: normGradients.bias)
        let memory = workspace.encoder.hidden.prefix(batch.encoder.count)
        let memoryGradient = scratch.encoderHidden.prefix(batch.encoder.count)
        decoder.backward(
            tokens: tokens, memory: memory,
            pass: StackBackward(
                parameters: own, gradients: ownGradients, activations: activations, scratch: ownScratch,
                clock: workspace.clock),
            hiddenGradient: hiddenGradient, memoryGradient: memoryGradient)
        return memoryGradient
    }
}
