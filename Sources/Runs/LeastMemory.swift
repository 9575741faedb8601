package import RunEvents
internal import Tasks

/// The memory that a run needs at least: the size of its largest buffers. It serves to refuse runs that cannot fit, and
/// does not promise that the others do. With --d-model 256 --layers 4 --ff 1024 --batch 4000 --train-size 8000 it is
/// 6.5 GB; such a run was measured to take 7.7 GB.
package enum LeastMemory {
    /// The bytes of parameters, moments, shards' gradients, activations and windows. Embeddings, biases, attention
    /// probabilities, scratch space of the backward pass, evaluations, probes and the data are not counted.
    package static func bytes(_ config: RunConfig) -> UInt64 {
        let (width, inner) = (config.model.modelWidth, config.model.feedForwardWidth)
        let shape = TaskShape(config)
        // W_Q, W_K, W_V and W_O, each [D, D], in an encoder's layer or a decoder's self-attention.
        let attention = 4 * width * width
        // For each stack, the tokens of a batch and the number of attentions in a layer. A sequence that is drawn twice
        // is computed once.
        let sequences = min(config.data.batchSequences, config.data.trainSequences)
        var stacks = [(tokens: sequences * shape.longestSequence, attentions: 1)]
        if let longestSource = shape.longestSource {
            stacks[0].attentions = 2
            stacks.append((tokens: sequences * longestSource, attentions: 1))
        }
        let attentionWeights = config.model.layers * stacks.reduce(0) { $0 + $1.attentions * attention }
        let weights = attentionWeights + config.model.layers * stacks.count * 2 * width * inner
        // The backward pass needs, for each token and layer, the residual stream twice, both norms, Q, K, V and the
        // attention's output, [D] each, and GELU with its derivative, [F] each.
        let activations = config.model.layers * (8 * width + 2 * inner) * stacks.reduce(0) { $0 + $1.tokens }
        // θ, its gradient and Adam's two moments, and one gradient for each shard.
        let parameters = weights * (4 + config.shards)
        // Two windows, each of W updates and the one that is not complete, with a gradient part and a decay part.
        let tracked = config.spectrum.tracked == .attention ? attentionWeights : weights
        let updates = tracked * 2 * 2 * (config.spectrum.window + 1)
        return UInt64(MemoryLayout<Float>.size * (activations + parameters + updates))
    }
}
