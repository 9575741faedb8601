internal import Kernels

/// A decoder layer's look at the encoder's output, the memory [S, D]:
/// x = middle + W_O attention(norm2(middle), memory).
///
/// In the first layer, queries are computed once for each distinct beginning; then each sequence gets rows of its own.
struct CrossAttentionLayer {
    let attention: Attention
    let tokens: PackedBatch.Decoder
    let memory: Matrix
    /// The number of the layer, from 0.
    let index: Int

    /// Rows after it: N.
    private var count: Int { tokens.prefixOfRow.count }
    /// Rows before it: those of distinct beginnings in the first layer.
    private var rowsBefore: Int { index == 0 ? tokens.prefixes.count : count }

    /// Takes the layer's `middle` and writes the residual stream after attention, [N, D], to the `output` of its
    /// `cross`.
    func forward(_ pass: StackForward) {
        let activations = pass.activations
        let layer = activations.layers[index]
        let (cross, parameters) = (layer.presentCross, pass.parameters.layers[index].presentCrossAttention)
        var middle = layer.middle.prefix(rowsBefore)
        var queries = cross.queries.prefix(rowsBefore)
        projection(parameters, cross).forward(stream: middle, output: queries)
        if index == 0 {
            let (ownStream, ownQueries) = (activations.ownStream.prefix(count), activations.ownQueries.prefix(count))
            RowSelection.gather(middle, rows: tokens.prefixOfRow, into: ownStream)
            RowSelection.gather(queries, rows: tokens.prefixOfRow, into: ownQueries)
            (middle, queries) = (ownStream, ownQueries)
        }
        let keysAndValues = cross.memory.prefix(memory.rows)
        Linear.forward(
            input: memory, weight: parameters.weight(.keysAndValues), bias: parameters.bias(.keysAndValues),
            output: keysAndValues)
        block(parameters, cross, activations).forward(
            input: Attention.Projections(queries: queries, keysAndValues: keysAndValues), residual: middle,
            output: cross.output.prefix(count))
    }

    /// Takes the gradient of the residual stream after attention [N, D], and adds to the memory's [S, D].
    ///
    /// - Returns: the gradient of `middle`: of as many rows as the layer's self-attention has.
    func backward(_ pass: StackBackward, streamGradient: Matrix, memoryGradient: Matrix) -> Matrix {
        let (activations, scratch) = (pass.activations, pass.scratch)
        let layer = activations.layers[index]
        let (cross, parameters) = (layer.presentCross, pass.parameters.layers[index].presentCrossAttention)
        let gradients = pass.gradients.layers[index].presentCrossAttention
        let queriesGradient = scratch.queries.prefix(count)
        let keysAndValuesGradient = scratch.memory.prefix(memory.rows)
        block(parameters, cross, activations).backward(
            input: Attention.Projections(
                queries: (index == 0 ? activations.ownQueries : cross.queries).prefix(count),
                keysAndValues: cross.memory.prefix(memory.rows)),
            gradients: gradients, outputGradient: streamGradient, branch: scratch.branch.prefix(count),
            inputGradient: Attention.Projections(
                queries: queriesGradient, keysAndValues: keysAndValuesGradient))
        Linear.backward(
            input: memory, weight: parameters.weight(.keysAndValues), outputGradient: keysAndValuesGradient,
            addedToInputGradient: memoryGradient, weightGradient: gradients.weight(.keysAndValues),
            biasGradient: gradients.bias(.keysAndValues))

        var (middleGradient, middleQueriesGradient) = (streamGradient, queriesGradient)
        if index == 0 {
            middleGradient = added(streamGradient, into: scratch.otherStream)
            middleQueriesGradient = added(queriesGradient, into: scratch.otherQueries)
        }
        projection(parameters, cross).backward(
            stream: layer.middle.prefix(rowsBefore), gradients: gradients, outputGradient: middleQueriesGradient,
            branch: scratch.branch.prefix(rowsBefore), streamGradient: middleGradient)
        return middleGradient
    }

    /// Rows of sequences [N, D], added up for each distinct beginning.
    private func added(_ gradient: Matrix, into scratch: Matrix) -> Matrix {
        let sums = scratch.prefix(rowsBefore)
        sums.fill(0)
        RowSelection.scatterAdd(gradient, rows: tokens.prefixOfRow, to: sums)
        return sums
    }

    private func projection(_ parameters: AttentionParameters, _ cross: StackActivations.Cross) -> NormedLinear {
        NormedLinear(parameters: parameters, part: .queries, statistics: cross.statistics, normed: cross.normed)
    }

    private func block(
        _ parameters: AttentionParameters, _ cross: StackActivations.Cross, _ activations: StackActivations
    ) -> AttentionBlock {
        AttentionBlock(
            attention: attention, spans: tokens.memorySpans, parameters: parameters, activations: cross.attention,
            scratch: activations.attentionScratch)
    }
}

extension StackActivations.Layer {
    /// - Precondition: it is a decoder's.
    var presentCross: StackActivations.Cross {
        guard let cross else { preconditionFailure("a decoder has cross-attention") }
        return cross
    }
}

extension StackParameters.Layer {
    /// - Precondition: it is a decoder's.
    var presentCrossAttention: AttentionParameters {
        guard let crossAttention else { preconditionFailure("a decoder has cross-attention") }
        return crossAttention
    }
}
