internal import Kernels

/// A stack of pre-norm decoder layers with a LayerNorm at the end, on packed tokens.
///
///     x = tok[id] + pos[position]
///     for each layer: x += W_O attention(norm1(x));  x += W_O attention(norm2(x), memory);  x += feedForward(norm3(x))
///     hidden = norm(x)
///
/// with attention to itself causal, and memory what the encoder has made of the source: packed, so that there is no
/// padding to attend to. Up to the first look at the memory, rows are those of distinct beginnings (see
/// `PackedBatch.Decoder`).
struct DecoderStack {
    let selfAttention: Attention
    let crossAttention: Attention
    let layerCount: Int

    /// - Parameter memory: the encoder's hidden [S, D].
    /// - Returns: hidden [N, D].
    func forward(tokens: PackedBatch.Decoder, memory: Matrix, pass: StackForward) -> Matrix {
        StackInput.forward(tokens: tokens.prefixes, parameters: pass.parameters, activations: pass.activations)
        pass.clock?.lap(.embedding)
        let count = tokens.prefixOfRow.count
        for index in 0..<layerCount {
            selfAttentionLayer(tokens, index).forward(pass)
            CrossAttentionLayer(attention: crossAttention, tokens: tokens, memory: memory, index: index).forward(pass)
            pass.clock?.lap(.attention)
            let layer = pass.activations.layers[index]
            FeedForwardBlock.forward(
                stream: layer.presentCross.output.prefix(count), parameters: pass.parameters.layers[index],
                activations: layer.feedForward, output: pass.output(ofLayer: index).prefix(count))
            pass.clock?.lap(.feedForward)
        }
        return pass.finalNorm(rows: count)
    }

    /// Writes the gradients of the stack's parameters and of the memory, given that of hidden [N, D].
    func backward(
        tokens: PackedBatch.Decoder, memory: Matrix, pass: StackBackward, hiddenGradient: Matrix, memoryGradient: Matrix
    ) {
        memoryGradient.fill(0)
        var streamGradient = pass.finalNorm(hiddenGradient: hiddenGradient)
        for index in (0..<layerCount).reversed() {
            pass.feedForward(
                ofLayer: index, stream: pass.activations.layers[index].presentCross.output,
                streamGradient: streamGradient)
            streamGradient = CrossAttentionLayer(
                attention: crossAttention, tokens: tokens, memory: memory, index: index
            ).backward(pass, streamGradient: streamGradient, memoryGradient: memoryGradient)
            selfAttentionLayer(tokens, index).backward(pass, streamGradient: streamGradient)
            pass.clock?.lap(.attentionBackward)
        }
        StackInput.backward(tokens: tokens.prefixes, pass: pass, streamGradient: streamGradient)
        pass.clock?.lap(.embeddingBackward)
    }

    private func selfAttentionLayer(_ tokens: PackedBatch.Decoder, _ index: Int) -> SelfAttentionLayer {
        SelfAttentionLayer(
            attention: selfAttention, spans: index == 0 ? tokens.prefixes.spans : tokens.spans, index: index)
    }
}
