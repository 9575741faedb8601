package import Kernels

/// A state of the tokens of a batch somewhere between embedding and head.
package struct StreamReading {
    /// [M, D].
    package let states: Matrix
    /// [M] their places in their sequences, from 0.
    package let positions: [Int]
    /// [M] how many tokens each row stands for.
    package let copies: [Int32]
}

extension ForwardPass {
    /// The states of the stack that is read out (the encoder where it is alone, or the decoder): the residual stream on
    /// entry of each layer, that after the last one, and what the head reads; L + 2 in all.
    ///
    /// - Precondition: the workspace keeps every layer's activations.
    package var streams: [StreamReading] {
        precondition(workspace.purpose != .evaluation, "an evaluation keeps the stream of its last layer alone")
        let copies = RowCopies(batch)
        if let tokens = batch.decoder, let activations = workspace.decoder {
            let prefixPositions = Self.positions(tokens.prefixes)
            let positions = tokens.prefixOfRow.map { prefixPositions[Int($0)] }
            let layers = activations.layers.enumerated().map { index, layer in
                index == 0
                    ? Self.reading(layer.input, prefixPositions, copies.prefixes)
                    : Self.reading(layer.input, positions, copies.logits)
            }
            return layers
                + [activations.output, workspace.outputNormed].map { Self.reading($0, positions, copies.logits) }
        }
        let positions = Self.positions(batch.encoder)
        let readPositions = batch.firstTokens?.rows.map { positions[Int($0)] } ?? positions
        let activations = workspace.encoder
        return activations.layers.map { Self.reading($0.input, positions, copies.encoder) }
            + [activations.output, activations.hidden].map { Self.reading($0, readPositions, copies.logits) }
    }

    private static func reading(_ states: Matrix, _ positions: [Int], _ copies: [Int32]) -> StreamReading {
        StreamReading(states: states.prefix(positions.count), positions: positions, copies: copies)
    }

    private static func positions(_ tokens: PackedTokens) -> [Int] {
        tokens.entryOfRow.map { Int(tokens.positions[Int($0)]) }
    }
}
