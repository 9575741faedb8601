package import RunEvents
internal import Tasks

/// What the largest buffers of a run have room for: enough to refuse what cannot be, not to promise that the rest can.
/// With --d-model 256 --layers 4 --ff 1024 --batch 4000 --train-size 8000 it is 6.5 GB, where a run was measured to
/// take 7.7.
package enum LeastMemory {
    /// Left out are embeddings, biases, attention probabilities, backward's scratch, evaluations, probes and the data.
    package static func bytes(_ config: RunConfig) -> UInt64 {
        let (width, inner) = (config.model.modelWidth, config.model.feedForwardWidth)
        let shape = TaskShape(config)
        // Of an encoder's layer, or of a decoder's self-attention: W_Q, W_K, W_V, W_O [D, D].
        let attention = 4 * width * width
        // Layers with their tokens of a batch, and their attentions. A sequence that is drawn twice is computed once.
        let sequences = min(config.data.batchSequences, config.data.trainSequences)
        var stacks = [(tokens: sequences * shape.longestSequence, attentions: 1)]
        if let longestSource = shape.longestSource {
            stacks[0].attentions = 2
            stacks.append((tokens: sequences * longestSource, attentions: 1))
        }
        let attentionWeights = config.model.layers * stacks.reduce(0) { $0 + $1.attentions * attention }
        let weights = attentionWeights + config.model.layers * stacks.count * 2 * width * inner
        // Kept for backward, a token and layer: the residual stream twice, both norms, Q, K, V and what was attended,
        // [D] each; GELU and its derivative, [F] each.
        let activations = config.model.layers * (8 * width + 2 * inner) * stacks.reduce(0) { $0 + $1.tokens }
        // θ, its gradient and Adam's two moments; a gradient of each shard.
        let parameters = weights * (4 + config.shards)
        // Two windows of W updates and the one in the making, by gradient and by decay.
        let tracked = config.spectrum.tracked == .attention ? attentionWeights : weights
        let updates = tracked * 2 * 2 * (config.spectrum.window + 1)
        return UInt64(MemoryLayout<Float>.size * (activations + parameters + updates))
    }
}
