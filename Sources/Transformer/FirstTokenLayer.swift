internal import Kernels

/// The attention of the last layer where first tokens alone are read out: keys and values of every row [N, D], all else
/// of those only [M, D].
///
/// Where it is also the first layer, its projections are done already (`StackInput`).
struct FirstTokenLayer {
    let attention: Attention
    let firstTokens: PackedBatch.FirstTokens
    /// Rows of the batch: N.
    let tokenCount: Int
    /// The number of the layer, from 0.
    let index: Int

    /// M.
    private var readCount: Int { firstTokens.rows.count }

    /// Leaves the first tokens' residual stream after attention in the layer's `middle` [M, D].
    func forward(_ pass: StackForward) {
        let activations = pass.activations
        let layer = activations.layers[index]
        let parameters = pass.parameters.layers[index].selfAttention
        let stream = layer.input.prefix(tokenCount)
        let projections = ProjectionParts(layer.projections.prefix(tokenCount))
        let queries = activations.readQueries.prefix(readCount)
        if index == 0 {
            RowSelection.gather(projections.all.queries, rows: firstTokens.rows, into: queries)
        } else {
            keysAndValues(parameters, layer).forward(stream: stream, output: projections.keysAndValues)
            let readNormed = activations.readNormed.prefix(readCount)
            RowSelection.gather(layer.normed.prefix(tokenCount), rows: firstTokens.rows, into: readNormed)
            Linear.forward(
                input: readNormed, weight: parameters.weight(.queries), bias: parameters.bias(.queries),
                output: queries)
        }
        let readStream = activations.readStream.prefix(readCount)
        RowSelection.gather(stream, rows: firstTokens.rows, into: readStream)
        block(parameters, activations).forward(
            input: Attention.Projections(queries: queries, keysAndValues: projections.keysAndValues),
            residual: readStream, output: layer.middle.prefix(readCount))
    }

    /// Takes the gradient of the first tokens' `middle` [M, D].
    ///
    /// - Returns: the gradient of the layer's residual stream on entry [N, D]. The first layer's is left with the
    ///   gradient of the projections, for `StackInput`.
    func backward(_ pass: StackBackward, streamGradient: Matrix) -> Matrix {
        let (activations, scratch) = (pass.activations, pass.scratch)
        let layer = activations.layers[index]
        let parameters = pass.parameters.layers[index].selfAttention
        let gradients = pass.gradients.layers[index].selfAttention
        let projections = ProjectionParts(layer.projections.prefix(tokenCount))
        let projectionsGradient = ProjectionParts(scratch.projections.prefix(tokenCount))
        let queriesGradient = scratch.queries.prefix(readCount)
        block(parameters, activations).backward(
            input: Attention.Projections(
                queries: activations.readQueries.prefix(readCount), keysAndValues: projections.keysAndValues),
            gradients: gradients, outputGradient: streamGradient, branch: scratch.branch.prefix(readCount),
            inputGradient: Attention.Projections(
                queries: queriesGradient, keysAndValues: projectionsGradient.keysAndValues))

        let wholeStream = scratch.otherStream.prefix(tokenCount)
        wholeStream.fill(0)
        RowSelection.scatterAdd(streamGradient, rows: firstTokens.rows, to: wholeStream)
        guard index > 0 else {
            projectionsGradient.all.queries.fill(0)
            RowSelection.scatterAdd(queriesGradient, rows: firstTokens.rows, to: projectionsGradient.all.queries)
            return wholeStream
        }
        backwardProjections(
            pass, queriesGradient: queriesGradient, keysAndValuesGradient: projectionsGradient.keysAndValues,
            streamGradient: wholeStream)
        return wholeStream
    }

    /// Adds to streamGradient [N, D] what the gradients of queries [M, D], and of keys and values [N, 2D] bring through
    /// the projections and the LayerNorm, which they share.
    private func backwardProjections(
        _ pass: StackBackward, queriesGradient: Matrix, keysAndValuesGradient: Matrix, streamGradient: Matrix
    ) {
        let layer = pass.activations.layers[index]
        let parameters = pass.parameters.layers[index].selfAttention
        let gradients = pass.gradients.layers[index].selfAttention
        let branch = pass.scratch.branch.prefix(tokenCount)
        Linear.backward(
            input: layer.normed.prefix(tokenCount), weight: parameters.weight(.keysAndValues),
            outputGradient: keysAndValuesGradient, inputGradient: branch,
            weightGradient: gradients.weight(.keysAndValues), biasGradient: gradients.bias(.keysAndValues))
        let readGradient = pass.scratch.otherQueries.prefix(readCount)
        Linear.backward(
            input: pass.activations.readNormed.prefix(readCount), weight: parameters.weight(.queries),
            outputGradient: queriesGradient, inputGradient: readGradient, weightGradient: gradients.weight(.queries),
            biasGradient: gradients.bias(.queries))
        RowSelection.scatterAdd(readGradient, rows: firstTokens.rows, to: branch)
        LayerNorm.backward(
            input: layer.input.prefix(tokenCount), gain: parameters.gain, statistics: layer.statistics,
            outputGradient: branch, inputGradient: streamGradient, gainGradient: gradients.gain,
            biasGradient: gradients.normBias)
    }

    private func keysAndValues(_ parameters: AttentionParameters, _ layer: StackActivations.Layer) -> NormedLinear {
        NormedLinear(
            parameters: parameters, part: .keysAndValues, statistics: layer.statistics, normed: layer.normed)
    }

    private func block(_ parameters: AttentionParameters, _ activations: StackActivations) -> AttentionBlock {
        AttentionBlock(
            attention: attention, spans: firstTokens.spans, parameters: parameters,
            activations: activations.layers[index].selfAttention, scratch: activations.attentionScratch)
    }
}
