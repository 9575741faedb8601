import Kernels
import TestSupport
import Transformer

/// A model of random parameters, biases and gains too: zeros and ones would hide a term.
struct TinyModel: ~Copyable {
    let model: TransformerModel
    let parameters: Arena
    let views: TransformerParameters

    init(_ shape: TransformerShape, seed: UInt64 = 1) {
        model = TransformerModel(shape: shape)
        parameters = Arena(count: model.table.count)
        views = model.views(parameters.base)
        var generator = RandomGenerator(seed: seed, stream: .initialization)
        for entry in model.table.entries {
            let isGain = entry.name.contains("norm") && entry.name.hasSuffix("weight")
            let values = Grid.random(1, entry.count, mean: isGain ? 1 : 0, scale: 0.4, from: &generator).values
            for (offset, value) in values.enumerated() { parameters.base[entry.offset + offset] = Float(value) }
        }
    }

    /// θ in double.
    var point: [Double] { parameters.contents().map { Double($0) } }

    var naive: NaiveTransformer { naive(at: point) }

    func naive(at point: [Double]) -> NaiveTransformer {
        NaiveTransformer(shape: model.shape, table: model.table, values: point)
    }

    func batch(_ sequences: [LabelledSequence]) -> PackedBatch {
        let set = SequenceSet(sequences, layout: model.shape.layout)
        var packer = BatchPacker(
            set: set, reserving: set.largestShard(batchSequences: sequences.count, shards: 1),
            sequences: sequences.count)
        for sequence in sequences.indices { packer.append(sequence, copies: 1) }
        return packer.batch
    }

    /// With room for a batch and not a row more.
    func workspace(
        _ batch: PackedBatch, _ purpose: TransformerWorkspace.Purpose = .evaluation
    ) -> TransformerWorkspace {
        TransformerWorkspace(shape: model.shape, room: PackedRowCounts(batch), purpose: purpose)
    }

    func logits(_ batch: PackedBatch, _ workspace: TransformerWorkspace) -> Grid {
        withExtendedLifetime(workspace) {
            model.forward(parameters: views, batch: batch, workspace: workspace)
            return Grid(workspace.logits.prefix(batch.logitCount))
        }
    }

    func logits(_ batch: PackedBatch) -> Grid { logits(batch, workspace(batch)) }

    /// A sequence's own logits in a batch.
    func logits(of sequence: LabelledSequence, in batch: PackedBatch) -> Grid? {
        guard let rows = batch.rows(of: sequence, sharing: model.shape.layout.sharing) else { return nil }
        let logits = logits(batch)
        return Grid(rows: rows.count, columns: logits.columns) { logits[rows[$0], $1] }
    }

    /// Loss and gradient of a batch.
    ///
    /// - Parameter scored: what the loss is the mean over; the batch's own count, where nothing is said.
    func gradient(
        _ batch: PackedBatch, _ workspace: TransformerWorkspace, scored: Int? = nil
    ) -> (sums: CrossEntropy.Sums, values: [Double]) {
        let gradient = Arena(count: model.table.count)
        gradient.fill(.nan)  // what is not overwritten must be zeroed first
        return withExtendedLifetime(workspace) {
            model.forward(parameters: views, batch: batch, workspace: workspace)
            let sums = CrossEntropy.gradientInPlace(
                logits: workspace.logits.prefix(batch.logitCount), targets: batch.targets,
                scale: 1 / Float(scored ?? batch.targets.scoredCount))
            model.backward(
                parameters: views, gradients: model.views(gradient.base), gradientArena: gradient, batch: batch,
                workspace: workspace)
            return (sums, gradient.contents().map { Double($0) })
        }
    }
}
