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
        projection(parameters, activations).forward(stream: embedded, output: projections)
        let first = activations.layers[0]
        RowSelection.gather(embedded, rows: tokens.entryOfRow, into: first.input.prefix(tokens.count))
        RowSelection.gather(projections, rows: tokens.entryOfRow, into: first.projections.prefix(tokens.count))
    }

    /// Takes the gradient of the residual stream [N, D], and that of the projections [N, 3D] from
    /// `scratch.projections`. `scratch.branch` and one of the streams, whichever `streamGradient` is not, are
    /// overwritten.
    static func backward(tokens: PackedTokens, pass: StackBackward, streamGradient: Matrix) {
        let (activations, gradients, scratch) = (pass.activations, pass.gradients, pass.scratch)
        let entries = tokens.entryCount
        let other = streamGradient.base == scratch.stream.base ? scratch.otherStream : scratch.stream
        let embeddedGradient = other.prefix(entries)
        embeddedGradient.fill(0)
        RowSelection.scatterAdd(streamGradient, rows: tokens.entryOfRow, to: embeddedGradient)
        let embeddedProjections = scratch.embeddedProjections.prefix(entries)
        embeddedProjections.fill(0)
        RowSelection.scatterAdd(
            scratch.projections.prefix(tokens.count), rows: tokens.entryOfRow, to: embeddedProjections)
        projection(pass.parameters, activations).backward(
            stream: activations.embedded.prefix(entries), gradients: gradients.layers[0].selfAttention,
            outputGradient: embeddedProjections, branch: scratch.branch.prefix(entries),
            streamGradient: embeddedGradient)
        Embedding.backward(
            tokens: tokens, outputGradient: embeddedGradient, tokenTableGradient: gradients.tokenTable,
            positionTableGradient: gradients.positionTable)
    }

    private static func projection(_ parameters: StackParameters, _ activations: StackActivations) -> NormedLinear {
        NormedLinear(
            parameters: parameters.layers[0].selfAttention, statistics: activations.embeddedStatistics,
            normed: activations.embeddedNormed)
    }
}
