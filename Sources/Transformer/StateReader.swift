package import Kernels

/// Reads what a model's layers hold on fixed sequences, at the tokens that are scored: the decoder's where there is
/// one.
///
/// A forward pass like any other, in a workspace in which no layer overwrites another: nothing in it is there for
/// reading, so training pays nothing. On the calling thread. Not thread-safe: one reading at a time.
package final class StateReader: @unchecked Sendable {
    /// What the rows of everything read stand for.
    package let rows: ScoredRows
    /// Sequences that are read.
    package let sequenceCount: Int

    private let model: TransformerModel
    private let chunks: [PackedBatch]
    /// Which rows of each chunk's logits are scored.
    private let scored: [[Int32]]
    private let workspace: TransformerWorkspace

    /// - Precondition: at least one sequence, each no longer than the model's contexts.
    package init(model: TransformerModel, sequences: some Collection<LabelledSequence>) {
        precondition(!sequences.isEmpty, "nothing to read")
        self.model = model
        chunks = Evaluator.chunks(
            SequenceSet(sequences, layout: model.shape.layout), rows: Evaluator.chunkRows)
        var room = PackedRowCounts(chunks[0])
        for chunk in chunks { room.grow(to: PackedRowCounts(chunk)) }
        workspace = TransformerWorkspace(shape: model.shape, room: room, purpose: .inspection)
        var rows = ScoredRows()
        scored = chunks.map { rows.append($0) }
        self.rows = rows
        sequenceCount = sequences.count
    }

    /// Every layer's states with these parameters.
    package func read(_ parameters: TransformerParameters) -> HiddenStates {
        let width = model.shape.modelWidth
        var streams = Array(repeating: empty(), count: model.shape.layers + 1)
        var normed = empty()
        forEachChunk(parameters) { batch, rows in
            for layer in streams.indices {
                let (stream, rowOfLogit) = workspace.stream(before: layer, batch: batch)
                let selection = rowOfLogit.map { rowOfLogit in rows.map { rowOfLogit[Int($0)] } } ?? rows
                append(stream, rows: selection, to: &streams[layer])
            }
            append(workspace.read(batch), rows: rows, to: &normed)
        }
        return HiddenStates(width: width, streams: streams, normed: normed)
    }

    /// What the head reads with these parameters, [M, D]: `HiddenStates.normed` alone.
    package func readNormed(_ parameters: TransformerParameters) -> [Float] {
        var normed = empty()
        forEachChunk(parameters) { batch, rows in append(workspace.read(batch), rows: rows, to: &normed) }
        return normed
    }

    private func forEachChunk(_ parameters: TransformerParameters, _ body: (PackedBatch, [Int32]) -> Void) {
        for (batch, rows) in zip(chunks, scored) {
            model.forward(parameters: parameters, batch: batch, workspace: workspace)
            body(batch, rows)
        }
    }

    private func empty() -> [Float] {
        var values: [Float] = []
        values.reserveCapacity(rows.count * model.shape.modelWidth)
        return values
    }

    private func append(_ matrix: Matrix, rows: [Int32], to values: inout [Float]) {
        for row in rows {
            values.append(contentsOf: UnsafeBufferPointer(start: matrix.row(Int(row)), count: matrix.columns))
        }
    }
}

extension TransformerWorkspace {
    /// The residual stream before a layer, or, of the layer that there is none of, after the last; and for each row of
    /// the logits its row there, nil where they are the same.
    ///
    /// - Precondition: `forward` ran on the batch just before, and the workspace keeps every layer's activations.
    fileprivate func stream(before layer: Int, batch: PackedBatch) -> (Matrix, rowOfLogit: [Int32]?) {
        let stack = decoder ?? encoder
        guard layer < stack.layers.count else { return (stack.output, nil) }
        let stream = stack.layers[layer].input
        // A decoder's rows part after its first self-attention, an encoder's leave the others behind in its last layer.
        guard let tokens = batch.decoder else { return (stream, batch.firstTokens?.rows) }
        return (stream, layer == 0 ? tokens.prefixOfRow : nil)
    }

    /// What the head has read [M, D].
    fileprivate func read(_ batch: PackedBatch) -> Matrix {
        (decoder == nil ? encoder.hidden : outputNormed).prefix(batch.logitCount)
    }
}
