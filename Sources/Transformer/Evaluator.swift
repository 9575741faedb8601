package import Kernels

/// Loss and accuracy of a model on fixed sequences, cut into chunks that workers share.
///
/// Not thread-safe: one evaluation at a time.
package final class Evaluator: @unchecked Sendable {
    private let model: TransformerModel
    private let pool: WorkerPool
    private let chunks: [PackedBatch]
    /// The first row of each chunk among the logits of all.
    private let chunkOffsets: [Int]
    private let workspaces: [TransformerWorkspace]
    /// One a chunk; added up in the order of the chunks, so that threads cannot change the sum.
    private var partialSums: [CrossEntropy.Sums]

    /// Enough rows for full-speed products, few enough for a layer's activations to stay in the cache of one core.
    static let chunkRows = 512

    /// Sequences that are evaluated on.
    package let sequenceCount: Int
    /// Scored tokens: accuracy resolves 1 / tokenCount.
    package let tokenCount: Int
    /// Rows of the logits of all chunks: distinct beginnings of sequences, fewer than tokens.
    private let rowCount: Int

    /// Gets what the forward pass over each chunk has left, while it is there: on the thread that ran it, so that with
    /// a pool of more than one several chunks come at once.
    package typealias Reader = (ForwardPass) -> Void

    /// - Parameters:
    ///   - sequences: what to evaluate on, each its tokens and targets.
    ///   - purpose: `.inspection` where a reader is to see every layer.
    /// - Precondition: at least one sequence, each no longer than the model's contexts.
    package init(
        model: TransformerModel, pool: WorkerPool, sequences: some Collection<LabelledSequence>,
        purpose: TransformerWorkspace.Purpose = .evaluation
    ) {
        precondition(!sequences.isEmpty, "nothing to evaluate on")
        self.model = model
        self.pool = pool
        chunks = Self.chunks(SequenceSet(sequences, layout: model.shape.layout), rows: Self.chunkRows)
        var room = PackedRowCounts(chunks[0])
        for chunk in chunks { room.grow(to: PackedRowCounts(chunk)) }
        workspaces = (0..<pool.threadCount).map { [room] _ in
            TransformerWorkspace(shape: model.shape, room: room, purpose: purpose)
        }
        partialSums = Array(repeating: CrossEntropy.Sums(), count: chunks.count)
        sequenceCount = sequences.count
        tokenCount = chunks.reduce(0) { $0 + $1.targets.scoredCount }
        var rows = 0
        chunkOffsets = chunks.map { chunk in
            defer { rows += chunk.logitCount }
            return rows
        }
        rowCount = rows
    }

    /// All sequences of a set in its order, cut where a chunk has come to hold so many rows.
    static func chunks(_ set: SequenceSet, rows: Int) -> [PackedBatch] {
        let room = set.largestShard(batchSequences: 1, shards: 1)
        var packer = BatchPacker(set: set, reserving: room, sequences: rows)
        var chunks: [PackedBatch] = []
        for sequence in set.order {
            packer.append(sequence, copies: 1)
            if PackedRowCounts(packer.batch).largest >= rows {
                chunks.append(packer.batch)
                packer.removeAll()
            }
        }
        if !packer.batch.isEmpty { chunks.append(packer.batch) }
        return chunks
    }

    /// Loss and accuracy with these parameters, as sums.
    package func evaluate(
        _ parameters: TransformerParameters, reading: Reader = { _ in }
    ) -> CrossEntropy.Sums {
        forEachChunk(parameters, reading: reading) { _, _ in }
        return total()
    }

    /// As `evaluate`, and returns the log-probabilities [N, C] of all rows, to compare others with.
    package func logProbabilities(
        _ parameters: TransformerParameters, reading: Reader = { _ in }
    ) -> (sums: CrossEntropy.Sums, rows: [Float]) {
        let classes = model.shape.classes
        var rows = [Float](repeating: 0, count: rowCount * classes)
        rows.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            forEachChunk(parameters, reading: reading) { chunk, logits in
                (base + chunkOffsets[chunk] * classes).update(from: logits.base, count: logits.count)
            }
        }
        return (total(), rows)
    }

    /// As `evaluate`, and returns the mean over scored tokens of KL(base ‖ these parameters), in nats.
    ///
    /// - Parameter base: what `logProbabilities` of this evaluator returned.
    package func evaluate(
        _ parameters: TransformerParameters, against base: [Float], reading: Reader = { _ in }
    ) -> (sums: CrossEntropy.Sums, klDivergence: Double) {
        let classes = model.shape.classes
        precondition(base.count == rowCount * classes, "\(base.count) log-probabilities for \(rowCount) tokens")
        var divergences = [Double](repeating: 0, count: chunks.count)
        base.withUnsafeBufferPointer { base in
            divergences.withUnsafeMutableBufferPointer { divergences in
                let divergences = divergences
                forEachChunk(parameters, reading: reading) { chunk, logits in
                    divergences[chunk] = KullbackLeiblerDivergence.sum(
                        from: base[(chunkOffsets[chunk] * classes)...], to: logits, targets: chunks[chunk].targets)
                }
            }
        }
        return (total(), divergences.reduce(0, +) / Double(tokenCount))
    }

    private func forEachChunk(
        _ parameters: TransformerParameters, reading: Reader, _ body: (Int, Matrix) -> Void
    ) {
        partialSums.withUnsafeMutableBufferPointer { sums in
            let sums = sums
            pool.run(count: chunks.count) { chunk, worker in
                let workspace = workspaces[worker]
                model.forward(parameters: parameters, batch: chunks[chunk], workspace: workspace)
                let logits = workspace.logits.prefix(chunks[chunk].logitCount)
                sums[chunk] = CrossEntropy.logProbabilitiesInPlace(logits: logits, targets: chunks[chunk].targets)
                body(chunk, logits)
                reading(ForwardPass(model: model, batch: chunks[chunk], workspace: workspace))
            }
        }
    }

    private func total() -> CrossEntropy.Sums {
        partialSums.reduce(into: CrossEntropy.Sums()) { $0 += $1 }
    }
}
