internal import Kernels

/// A stack of pre-norm encoder layers with a LayerNorm at the end, on packed tokens.
///
///     x = tok[id] + pos[position]
///     for each layer:  x += W_O attention(norm1(x));  x += feedForward(norm2(x))
///     hidden = norm(x)
///
/// Where first tokens alone are read out, the last layer computes keys and values of every row, and all else of those
/// only (`FirstTokenLayer`).
struct EncoderStack {
    let attention: Attention
    let layerCount: Int

    /// - Returns: hidden [N, D], or [M, D] where first tokens are read out.
    func forward(tokens: PackedTokens, firstTokens: PackedBatch.FirstTokens?, pass: StackForward) -> Matrix {
        StackInput.forward(tokens: tokens, parameters: pass.parameters, activations: pass.activations)
        pass.clock?.lap(.embedding)
        for index in 0..<layerCount {
            var rows = tokens.count
            if let reading = reading(firstTokens, of: tokens, layer: index) {
                reading.forward(pass)
                rows = reading.firstTokens.rows.count
            } else {
                SelfAttentionLayer(attention: attention, spans: tokens.spans, index: index).forward(pass)
            }
            pass.clock?.lap(.attention)
            let layer = pass.activations.layers[index]
            FeedForwardBlock.forward(
                stream: layer.middle.prefix(rows), parameters: pass.parameters.layers[index],
                activations: layer.feedForward, output: pass.output(ofLayer: index).prefix(rows))
            pass.clock?.lap(.feedForward)
        }
        return pass.finalNorm(rows: firstTokens?.rows.count ?? tokens.count)
    }

    /// Writes the gradients of the stack's parameters, given that of hidden.
    func backward(
        tokens: PackedTokens, firstTokens: PackedBatch.FirstTokens?, pass: StackBackward, hiddenGradient: Matrix
    ) {
        var streamGradient = pass.finalNorm(hiddenGradient: hiddenGradient)
        for index in (0..<layerCount).reversed() {
            pass.feedForward(
                ofLayer: index, stream: pass.activations.layers[index].middle, streamGradient: streamGradient)
            if let reading = reading(firstTokens, of: tokens, layer: index) {
                streamGradient = reading.backward(pass, streamGradient: streamGradient)
            } else {
                SelfAttentionLayer(attention: attention, spans: tokens.spans, index: index)
                    .backward(pass, streamGradient: streamGradient)
            }
            pass.clock?.lap(.attentionBackward)
        }
        StackInput.backward(tokens: tokens, pass: pass, streamGradient: streamGradient)
        pass.clock?.lap(.embeddingBackward)
    }

    /// The last layer where it computes first tokens alone; nil for every other.
    private func reading(
        _ firstTokens: PackedBatch.FirstTokens?, of tokens: PackedTokens, layer index: Int
    ) -> FirstTokenLayer? {
        guard let firstTokens, index + 1 == layerCount else { return nil }
        return FirstTokenLayer(
            attention: attention, firstTokens: firstTokens, tokenCount: tokens.count, index: index)
    }
}
