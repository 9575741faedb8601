internal import Kernels

/// A stack of pre-norm encoder layers with a LayerNorm at the end, on packed tokens.
///
///     x = tok[id] + pos[position]
///     for each layer:  x += W_O attention(norm1(x));  x += feedForward(norm2(x))
///     hidden = norm(x)
///
/// Where first tokens alone are read out, the last layer computes keys and values of every row, and all else of those
/// only.
struct EncoderStack {
    let attention: Attention
    let layerCount: Int

    /// - Returns: hidden [N, D], or [M, D] where first tokens are read out.
    func forward(
        tokens: PackedTokens, firstTokens: PackedBatch.FirstTokens?, parameters: StackParameters,
        activations: StackActivations, clock: PhaseClock?
    ) -> Matrix {
        StackInput.forward(tokens: tokens, parameters: parameters, activations: activations)
        clock?.lap(.embedding)
        var outputRows = tokens.count
        for index in 0..<layerCount {
            let isLast = index + 1 == layerCount
            let layer = activations.layers[index]
            let own = parameters.layers[index]
            let projections = layer.projections.prefix(tokens.count)
            let parts = ProjectionParts(projections)
            var (stream, queries, spans) = (layer.input.prefix(tokens.count), parts.queries, tokens.spans)
            if isLast, let firstTokens {
                let count = firstTokens.rows.count
                outputRows = count
                readFirstTokens(
                    firstTokens, index: index, parameters: own.selfAttention, activations: activations,
                    projections: projections)
                (stream, queries) = (activations.readStream.prefix(count), activations.readQueries.prefix(count))
                spans = firstTokens.spans
            } else if index > 0 {
                NormedLinear.forward(
                    stream: stream, parameters: own.selfAttention, statistics: layer.statistics,
                    normed: layer.normed.prefix(tokens.count), output: projections)
            }
            let middle = layer.middle.prefix(outputRows)
            AttentionBlock.forward(
                attention, spans: spans, queries: queries, keys: parts.keys, values: parts.values,
                parameters: own.selfAttention, activations: layer.selfAttention, residual: stream, output: middle,
                scratch: activations.attentionScratch)
            clock?.lap(.attention)
            FeedForwardBlock.forward(
                stream: middle, parameters: own, activations: layer.feedForward,
                output: (isLast ? activations.output : activations.layers[index + 1].input).prefix(outputRows))
            clock?.lap(.feedForward)
        }
        let hidden = activations.hidden.prefix(outputRows)
        LayerNorm.forward(
            input: activations.output.prefix(outputRows), gain: parameters.finalGain, bias: parameters.finalBias,
            output: hidden, statistics: activations.finalStatistics)
        return hidden
    }

    /// Writes the gradients of the stack's parameters, given that of hidden.
    func backward(
        tokens: PackedTokens, firstTokens: PackedBatch.FirstTokens?, parameters: StackParameters,
        gradients: StackParameters, activations: StackActivations, hiddenGradient: Matrix, scratch: StackGradients,
        clock: PhaseClock?
    ) {
        let outputRows = hiddenGradient.rows
        var streamGradient = scratch.stream.prefix(outputRows)
        streamGradient.fill(0)
        LayerNorm.backward(
            input: activations.output.prefix(outputRows), gain: parameters.finalGain,
            statistics: activations.finalStatistics, outputGradient: hiddenGradient, inputGradient: streamGradient,
            gainGradient: gradients.finalGain, biasGradient: gradients.finalBias)
        for index in (0..<layerCount).reversed() {
            let layer = activations.layers[index]
            let (own, ownGradients) = (parameters.layers[index], gradients.layers[index])
            let rows = streamGradient.rows
            FeedForwardBlock.backward(
                stream: layer.middle.prefix(rows), parameters: own, gradients: ownGradients,
                activations: layer.feedForward, inner: scratch.inner.prefix(rows), branch: scratch.branch.prefix(rows),
                streamGradient: streamGradient)
            clock?.lap(.feedForwardBackward)

            let parts = ProjectionParts(layer.projections.prefix(tokens.count))
            let projectionsGradient = scratch.projections.prefix(tokens.count)
            let gradientParts = ProjectionParts(projectionsGradient)
            let reading = index + 1 == layerCount ? firstTokens : nil
            AttentionBlock.backward(
                attention, spans: reading?.spans ?? tokens.spans,
                queries: reading == nil ? parts.queries : activations.readQueries.prefix(rows), keys: parts.keys,
                values: parts.values, parameters: own.selfAttention, gradients: ownGradients.selfAttention,
                activations: layer.selfAttention, outputGradient: streamGradient, branch: scratch.branch.prefix(rows),
                queriesGradient: reading == nil ? gradientParts.queries : scratch.queries.prefix(rows),
                keysGradient: gradientParts.keys, valuesGradient: gradientParts.values,
                scratch: activations.attentionScratch)
            if let reading {
                streamGradient = leaveFirstTokens(
                    reading, index: index, tokens: tokens, parameters: own.selfAttention,
                    gradients: ownGradients.selfAttention, activations: activations, streamGradient: streamGradient,
                    projectionsGradient: projectionsGradient, scratch: scratch)
            } else if index > 0 {
                NormedLinear.backward(
                    stream: layer.input.prefix(rows), parameters: own.selfAttention,
                    gradients: ownGradients.selfAttention, statistics: layer.statistics,
                    normed: layer.normed.prefix(rows), outputGradient: projectionsGradient,
                    branch: scratch.branch.prefix(rows), streamGradient: streamGradient)
            }
            clock?.lap(.attentionBackward)
        }
        StackInput.backward(
            tokens: tokens, parameters: parameters, gradients: gradients, activations: activations,
            streamGradient: streamGradient, projectionsGradient: scratch.projections.prefix(tokens.count),
            scratch: scratch)
        clock?.lap(.embeddingBackward)
    }

    /// The last layer's residual stream and queries of first tokens [M, D], and keys and values of all rows. Where it
    /// is also the first layer, its projections are there already.
    private func readFirstTokens(
        _ firstTokens: PackedBatch.FirstTokens, index: Int, parameters: AttentionParameters,
        activations: StackActivations, projections: Matrix
    ) {
        let layer = activations.layers[index]
        let stream = layer.input.prefix(projections.rows)
        let queries = activations.readQueries.prefix(firstTokens.rows.count)
        if index == 0 {
            RowSelection.gather(ProjectionParts(projections).queries, rows: firstTokens.rows, into: queries)
        } else {
            let normed = layer.normed.prefix(projections.rows)
            NormedLinear.forward(
                stream: stream, gain: parameters.gain, normBias: parameters.normBias, weight: parameters.memoryWeight,
                bias: parameters.memoryBias, statistics: layer.statistics, normed: normed,
                output: ProjectionParts(projections).keysAndValues)
            let readNormed = activations.readNormed.prefix(firstTokens.rows.count)
            RowSelection.gather(normed, rows: firstTokens.rows, into: readNormed)
            Linear.forward(
                input: readNormed, weight: parameters.queryWeight, bias: parameters.projectionBias, output: queries)
        }
        RowSelection.gather(
            stream, rows: firstTokens.rows, into: activations.readStream.prefix(firstTokens.rows.count))
    }

    /// The backward pass of `readFirstTokens`.
    ///
    /// - Returns: the gradient of the layer's residual stream on entry [N, D].
    private func leaveFirstTokens(
        _ firstTokens: PackedBatch.FirstTokens, index: Int, tokens: PackedTokens, parameters: AttentionParameters,
        gradients: AttentionParameters, activations: StackActivations, streamGradient: Matrix,
        projectionsGradient: Matrix, scratch: StackGradients
    ) -> Matrix {
        let readCount = firstTokens.rows.count
        let queriesGradient = scratch.queries.prefix(readCount)
        let wholeStream = scratch.otherStream.prefix(tokens.count)
        wholeStream.fill(0)
        RowSelection.scatterAdd(streamGradient, rows: firstTokens.rows, to: wholeStream)
        guard index > 0 else {
            ProjectionParts(projectionsGradient).queries.fill(0)
            RowSelection.scatterAdd(
                queriesGradient, rows: firstTokens.rows, to: ProjectionParts(projectionsGradient).queries)
            return wholeStream
        }
        let layer = activations.layers[index]
        let normed = layer.normed.prefix(tokens.count)
        let branch = scratch.branch.prefix(tokens.count)
        Linear.backward(
            input: normed, weight: parameters.memoryWeight,
            outputGradient: ProjectionParts(projectionsGradient).keysAndValues, inputGradient: branch,
            weightGradient: gradients.memoryWeight, biasGradient: gradients.memoryBias)
        let readGradient = scratch.otherQueries.prefix(readCount)
        Linear.backward(
            input: activations.readNormed.prefix(readCount), weight: parameters.queryWeight,
            outputGradient: queriesGradient, inputGradient: readGradient, weightGradient: gradients.queryWeight,
            biasGradient: gradients.projectionBias)
        RowSelection.scatterAdd(readGradient, rows: firstTokens.rows, to: branch)
        LayerNorm.backward(
            input: layer.input.prefix(tokens.count), gain: parameters.gain, statistics: layer.statistics,
            outputGradient: branch, inputGradient: wholeStream, gainGradient: gradients.gain,
            biasGradient: gradients.normBias)
        return wholeStream
    }
}
