internal import Kernels

/// How a stack begins: embedding, and the first layer's Q, K and V, once for each distinct pair of token and position;
/// then a row for each token.
enum StackInput {
    /// Leaves the first layer's residual stream [N, D] and projections [N, 3D].
    static func forward(tokens: PackedTokens, parameters: StackParameters, activations: StackActivations) {
        let entries = tokens.entryCount
        let embedded = activations.embedded.prefix(entries)
        Embedding.forward(
            tokens: tokens, tokenTable: parameters.tokenTable, positionTable: parameters.positionTable, output: embedded
        )
        let projections = activations.embeddedProjections.prefix(entries)
        NormedLinear.forward(
            stream: embedded, parameters: parameters.layers[0].selfAttention,
            statistics: activations.embeddedStatistics, normed: activations.embeddedNormed.prefix(entries),
            output: projections)
        let first = activations.layers[0]
        RowSelection.gather(embedded, rows: tokens.entryOfRow, into: first.input.prefix(tokens.count))
        RowSelection.gather(projections, rows: tokens.entryOfRow, into: first.projections.prefix(tokens.count))
    }

    /// Takes the gradients of residual stream [N, D] and projections [N, 3D]. `scratch.branch` and one of the streams,
    /// whichever `streamGradient` is not, are overwritten.
    static func backward(
        tokens: PackedTokens, parameters: StackParameters, gradients: StackParameters, activations: StackActivations,
        streamGradient: Matrix, projectionsGradient: Matrix, scratch: StackGradients
    ) {
        let entries = tokens.entryCount
        let other = streamGradient.base == scratch.stream.base ? scratch.otherStream : scratch.stream
        let embeddedGradient = other.prefix(entries)
        embeddedGradient.fill(0)
        RowSelection.scatterAdd(streamGradient, rows: tokens.entryOfRow, to: embeddedGradient)
        let embeddedProjections = scratch.embeddedProjections.prefix(entries)
        embeddedProjections.fill(0)
        RowSelection.scatterAdd(projectionsGradient, rows: tokens.entryOfRow, to: embeddedProjections)
        NormedLinear.backward(
            stream: activations.embedded.prefix(entries), parameters: parameters.layers[0].selfAttention,
            gradients: gradients.layers[0].selfAttention, statistics: activations.embeddedStatistics,
            normed: activations.embeddedNormed.prefix(entries), outputGradient: embeddedProjections,
            branch: scratch.branch.prefix(entries), streamGradient: embeddedGradient)
        Embedding.backward(
            tokens: tokens, outputGradient: embeddedGradient, tokenTableGradient: gradients.tokenTable,
            positionTableGradient: gradients.positionTable)
    }
}
