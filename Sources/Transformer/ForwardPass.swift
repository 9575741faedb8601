package import Kernels

/// What a forward pass over a batch has left in its workspace. Neither it nor what it returns is a copy: all of it is
/// gone once the workspace is used again, or freed.
package struct ForwardPass {
    /// The model that ran.
    package let model: TransformerModel
    /// The batch that it ran on.
    package let batch: PackedBatch
    let workspace: TransformerWorkspace

    /// - Precondition: `forward` ran on this batch and workspace just before.
    package init(model: TransformerModel, batch: PackedBatch, workspace: TransformerWorkspace) {
        self.model = model
        self.batch = batch
        self.workspace = workspace
    }

    /// Every attention, in the order in which the model computes them.
    ///
    /// - Precondition: the workspace keeps every layer's activations.
    package var attentions: [AttentionReading] {
        precondition(workspace.purpose != .evaluation, "an evaluation keeps the attention of its last layer alone")
        let copies = RowCopies(batch)
        return encoderAttentions(copies) + decoderAttentions(copies)
    }

    private func encoderAttentions(_ copies: RowCopies) -> [AttentionReading] {
        (0..<model.shape.layers).map { index in
            let read = index + 1 == model.shape.layers ? batch.firstTokens : nil
            return AttentionReading(
                place: AttentionPlace(.encoderSelf, layer: index), attention: model.encoder.attention,
                spans: read?.spans ?? batch.encoder.spans,
                probabilities: workspace.encoder.layers[index].selfAttention.probabilities,
                copies: read == nil ? copies.encoder : copies.logits)
        }
    }

    private func decoderAttentions(_ copies: RowCopies) -> [AttentionReading] {
        guard let tokens = batch.decoder, let activations = workspace.decoder else { return [] }
        return activations.layers.enumerated().flatMap { index, layer in
            let own = AttentionReading(
                place: AttentionPlace(.decoderSelf, layer: index), attention: model.decoder.selfAttention,
                spans: index == 0 ? tokens.prefixes.spans : tokens.spans,
                probabilities: layer.selfAttention.probabilities,
                copies: index == 0 ? copies.prefixes : copies.logits)
            guard let cross = layer.cross else { preconditionFailure("a decoder has cross-attention") }
            let other = AttentionReading(
                place: AttentionPlace(.decoderCross, layer: index), attention: model.decoder.crossAttention,
                spans: tokens.memorySpans, probabilities: cross.attention.probabilities, copies: copies.logits)
            return [own, other]
        }
    }
}
