internal import Kernels

/// A stack of pre-norm decoder layers with a LayerNorm at the end, on packed tokens.
///
///     x = tok[id] + pos[position]
///     for each layer:  x += W_O attention(norm1(x));  x += W_O attention(norm2(x), memory);  x += feedForward(norm3(x))
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
    func forward(
        tokens: PackedBatch.Decoder, memory: Matrix, parameters: StackParameters, activations: StackActivations,
        clock: PhaseClock?
    ) -> Matrix {
        StackInput.forward(tokens: tokens.prefixes, parameters: parameters, activations: activations)
        clock?.lap(.embedding)
        let count = tokens.prefixOfRow.count
        for index in 0..<layerCount {
            let isFirst = index == 0
            let layer = activations.layers[index]
            let own = parameters.layers[index]
            let (cross, crossParameters) = crossParts(layer, own)
            let rows = isFirst ? tokens.prefixes.count : count
            let stream = layer.input.prefix(rows)
            let projections = layer.projections.prefix(rows)
            if !isFirst {
                NormedLinear.forward(
                    stream: stream, parameters: own.selfAttention, statistics: layer.statistics,
                    normed: layer.normed.prefix(rows), output: projections)
            }
            let parts = ProjectionParts(projections)
            var middle = layer.middle.prefix(rows)
            AttentionBlock.forward(
                selfAttention, spans: isFirst ? tokens.prefixes.spans : tokens.spans, queries: parts.queries,
                keys: parts.keys, values: parts.values, parameters: own.selfAttention,
                activations: layer.selfAttention, residual: stream, output: middle,
                scratch: activations.attentionScratch)

            var queries = cross.queries.prefix(rows)
            NormedLinear.forward(
                stream: middle, gain: crossParameters.gain, normBias: crossParameters.normBias,
                weight: crossParameters.queryWeight, bias: crossParameters.projectionBias,
                statistics: cross.statistics, normed: cross.normed.prefix(rows), output: queries)
            if isFirst {
                RowSelection.gather(middle, rows: tokens.prefixOfRow, into: activations.ownStream.prefix(count))
                RowSelection.gather(queries, rows: tokens.prefixOfRow, into: activations.ownQueries.prefix(count))
                (middle, queries) = (activations.ownStream.prefix(count), activations.ownQueries.prefix(count))
            }
            let memoryParts = cross.memory.prefix(memory.rows)
            Linear.forward(
                input: memory, weight: crossParameters.memoryWeight, bias: crossParameters.memoryBias,
                output: memoryParts)
            let width = memory.columns
            let output = cross.output.prefix(count)
            AttentionBlock.forward(
                crossAttention, spans: tokens.memorySpans, queries: queries, keys: memoryParts.columns(0..<width),
                values: memoryParts.columns(width..<2 * width), parameters: crossParameters,
                activations: cross.attention, residual: middle, output: output, scratch: activations.attentionScratch)
            clock?.lap(.attention)
            FeedForwardBlock.forward(
                stream: output, parameters: own, activations: layer.feedForward,
                output: (index + 1 < layerCount ? activations.layers[index + 1].input : activations.output)
                    .prefix(count))
            clock?.lap(.feedForward)
        }
        let hidden = activations.hidden.prefix(count)
        LayerNorm.forward(
            input: activations.output.prefix(count), gain: parameters.finalGain, bias: parameters.finalBias,
            output: hidden, statistics: activations.finalStatistics)
        return hidden
    }

    /// Writes the gradients of the stack's parameters and of the memory, given that of hidden [N, D].
    func backward(
        tokens: PackedBatch.Decoder, memory: Matrix, parameters: StackParameters, gradients: StackParameters,
        activations: StackActivations, hiddenGradient: Matrix, memoryGradient: Matrix, scratch: StackGradients,
        clock: PhaseClock?
    ) {
        let count = hiddenGradient.rows
        memoryGradient.fill(0)
        var streamGradient = scratch.stream.prefix(count)
        streamGradient.fill(0)
        LayerNorm.backward(
            input: activations.output.prefix(count), gain: parameters.finalGain,
            statistics: activations.finalStatistics, outputGradient: hiddenGradient, inputGradient: streamGradient,
            gainGradient: gradients.finalGain, biasGradient: gradients.finalBias)
        for index in (0..<layerCount).reversed() {
            let isFirst = index == 0
            let layer = activations.layers[index]
            let (own, ownGradients) = (parameters.layers[index], gradients.layers[index])
            FeedForwardBlock.backward(
                stream: crossParts(layer, own).0.output.prefix(count), parameters: own, gradients: ownGradients,
                activations: layer.feedForward, inner: scratch.inner.prefix(count),
                branch: scratch.branch.prefix(count), streamGradient: streamGradient)
            clock?.lap(.feedForwardBackward)
            streamGradient = backwardCross(
                tokens: tokens, isFirst: isFirst, memory: memory, parameters: own, gradients: ownGradients,
                layer: layer, activations: activations, streamGradient: streamGradient,
                memoryGradient: memoryGradient, scratch: scratch)

            let rows = streamGradient.rows
            let parts = ProjectionParts(layer.projections.prefix(rows))
            let projectionsGradient = scratch.projections.prefix(rows)
            let gradientParts = ProjectionParts(projectionsGradient)
            AttentionBlock.backward(
                selfAttention, spans: isFirst ? tokens.prefixes.spans : tokens.spans, queries: parts.queries,
                keys: parts.keys, values: parts.values, parameters: own.selfAttention,
                gradients: ownGradients.selfAttention, activations: layer.selfAttention,
                outputGradient: streamGradient, branch: scratch.branch.prefix(rows),
                queriesGradient: gradientParts.queries, keysGradient: gradientParts.keys,
                valuesGradient: gradientParts.values, scratch: activations.attentionScratch)
            if !isFirst {
                NormedLinear.backward(
                    stream: layer.input.prefix(rows), parameters: own.selfAttention,
                    gradients: ownGradients.selfAttention, statistics: layer.statistics,
                    normed: layer.normed.prefix(rows), outputGradient: projectionsGradient,
                    branch: scratch.branch.prefix(rows), streamGradient: streamGradient)
            }
            clock?.lap(.attentionBackward)
        }
        StackInput.backward(
            tokens: tokens.prefixes, parameters: parameters, gradients: gradients, activations: activations,
            streamGradient: streamGradient, projectionsGradient: scratch.projections.prefix(tokens.prefixes.count),
            scratch: scratch)
        clock?.lap(.embeddingBackward)
    }

    /// Takes the gradient of the residual stream after cross-attention, adds to the memory's, and returns that of the
    /// stream before: of as many rows as the layer's self-attention has.
    private func backwardCross(
        tokens: PackedBatch.Decoder, isFirst: Bool, memory: Matrix, parameters: StackParameters.Layer,
        gradients: StackParameters.Layer, layer: StackActivations.Layer, activations: StackActivations,
        streamGradient: Matrix, memoryGradient: Matrix, scratch: StackGradients
    ) -> Matrix {
        let (cross, crossParameters) = crossParts(layer, parameters)
        guard let crossGradients = gradients.crossAttention else {
            preconditionFailure("a decoder has cross-attention")
        }
        let (count, width) = (streamGradient.rows, memory.columns)
        let memoryParts = cross.memory.prefix(memory.rows)
        let partsGradient = scratch.memory.prefix(memory.rows)
        var queriesGradient = scratch.queries.prefix(count)
        AttentionBlock.backward(
            crossAttention, spans: tokens.memorySpans,
            queries: (isFirst ? activations.ownQueries : cross.queries).prefix(count),
            keys: memoryParts.columns(0..<width), values: memoryParts.columns(width..<2 * width),
            parameters: crossParameters, gradients: crossGradients, activations: cross.attention,
            outputGradient: streamGradient, branch: scratch.branch.prefix(count), queriesGradient: queriesGradient,
            keysGradient: partsGradient.columns(0..<width), valuesGradient: partsGradient.columns(width..<2 * width),
            scratch: activations.attentionScratch)
        Linear.backward(
            input: memory, weight: crossParameters.memoryWeight, outputGradient: partsGradient,
            addedToInputGradient: memoryGradient, weightGradient: crossGradients.memoryWeight,
            biasGradient: crossGradients.memoryBias)

        var innerGradient = streamGradient
        if isFirst {
            let rows = tokens.prefixes.count
            innerGradient = scratch.otherStream.prefix(rows)
            innerGradient.fill(0)
            RowSelection.scatterAdd(streamGradient, rows: tokens.prefixOfRow, to: innerGradient)
            let shared = scratch.otherQueries.prefix(rows)
            shared.fill(0)
            RowSelection.scatterAdd(queriesGradient, rows: tokens.prefixOfRow, to: shared)
            queriesGradient = shared
        }
        let rows = innerGradient.rows
        let branch = scratch.branch.prefix(rows)
        Linear.backward(
            input: cross.normed.prefix(rows), weight: crossParameters.queryWeight, outputGradient: queriesGradient,
            inputGradient: branch, weightGradient: crossGradients.queryWeight,
            biasGradient: crossGradients.projectionBias)
        LayerNorm.backward(
            input: layer.middle.prefix(rows), gain: crossParameters.gain, statistics: cross.statistics,
            outputGradient: branch, inputGradient: innerGradient, gainGradient: crossGradients.gain,
            biasGradient: crossGradients.normBias)
        return innerGradient
    }

    private func crossParts(
        _ layer: StackActivations.Layer, _ parameters: StackParameters.Layer
    ) -> (StackActivations.Cross, AttentionParameters) {
        guard let cross = layer.cross, let attention = parameters.crossAttention else {
            preconditionFailure("a decoder has cross-attention")
        }
        return (cross, attention)
    }
}
