package import Kernels

/// Loss and accuracy of an encoder on fixed sequences, cut into chunks that workers share.
///
/// Not thread-safe: one evaluation at a time.
package final class Evaluator: @unchecked Sendable {
    private let encoder: Encoder
    private let pool: WorkerPool
    private let chunks: [PackedTokens]
    /// The first row of each chunk among the rows of all.
    private let chunkOffsets: [Int]
    private let workspaces: [EncoderWorkspace]
    /// One a chunk; added up in the order of the chunks, so that threads cannot change the sum.
    private var partialSums: [CrossEntropy.Sums]

    /// Enough rows for full-speed products, few enough for a layer's activations to stay in the cache of one core.
    private static let chunkTokens = 512

    package let sequenceCount: Int
    /// Scored tokens: accuracy resolves 1 / tokenCount.
    package let tokenCount: Int
    /// Rows of all chunks: distinct beginnings of sequences, fewer than tokens.
    private let rowCount: Int

    /// - Parameter sequences: what to evaluate on, each its tokens and targets.
    /// - Precondition: at least one sequence, each no longer than the encoder's context.
    package init(encoder: Encoder, pool: WorkerPool, sequences: some Collection<LabelledSequence>) {
        precondition(!sequences.isEmpty, "nothing to evaluate on")
        self.encoder = encoder
        self.pool = pool
        let tree = PrefixTree(sequences, sharing: encoder.shape.sharing)
        var packer = PrefixPacker(
            tree: tree, reservingTokens: Self.chunkTokens + tree.longestSequence, sequences: Self.chunkTokens)
        var chunks: [PackedTokens] = []
        for sequence in tree.order {
            packer.append(sequence, copies: 1)
            if packer.tokens.count >= Self.chunkTokens {
                chunks.append(packer.tokens)
                packer.removeAll()
            }
        }
        if packer.tokens.count > 0 { chunks.append(packer.tokens) }
        self.chunks = chunks
        let capacity = chunks.map(\.count).max() ?? 1
        let longest = chunks.map(\.longestSequence).max() ?? 1
        workspaces = (0..<pool.threadCount).map { _ in
            EncoderWorkspace(
                shape: encoder.shape, tokenCapacity: capacity, longestSequence: longest, purpose: .evaluation)
        }
        partialSums = Array(repeating: CrossEntropy.Sums(), count: chunks.count)
        sequenceCount = sequences.count
        tokenCount = chunks.reduce(0) { $0 + $1.scoredCount }
        var rows = 0
        chunkOffsets = chunks.map { chunk in
            defer { rows += chunk.count }
            return rows
        }
        rowCount = rows
    }

    /// Loss and accuracy with these parameters, as sums.
    package func evaluate(_ parameters: EncoderParameters) -> CrossEntropy.Sums {
        forEachChunk(parameters) { _, _ in }
        return total()
    }

    /// As `evaluate`, and returns the log-probabilities [N, C] of all rows, to compare others with.
    package func logProbabilities(_ parameters: EncoderParameters) -> (sums: CrossEntropy.Sums, rows: [Float]) {
        let classes = encoder.shape.classes
        var rows = [Float](repeating: 0, count: rowCount * classes)
        rows.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            forEachChunk(parameters) { chunk, logits in
                (base + chunkOffsets[chunk] * classes).update(from: logits.base, count: logits.count)
            }
        }
        return (total(), rows)
    }

    /// As `evaluate`, and returns the mean over scored tokens of KL(base ‖ these parameters), in nats.
    ///
    /// - Parameter base: what `logProbabilities` of this evaluator returned.
    package func evaluate(
        _ parameters: EncoderParameters, against base: [Float]
    ) -> (sums: CrossEntropy.Sums, klDivergence: Double) {
        let classes = encoder.shape.classes
        precondition(base.count == rowCount * classes, "\(base.count) log-probabilities for \(rowCount) tokens")
        var divergences = [Double](repeating: 0, count: chunks.count)
        base.withUnsafeBufferPointer { base in
            divergences.withUnsafeMutableBufferPointer { divergences in
                let divergences = divergences
                forEachChunk(parameters) { chunk, logits in
                    divergences[chunk] = Divergence.sum(
                        from: base[(chunkOffsets[chunk] * classes)...], to: logits, tokens: chunks[chunk])
                }
            }
        }
        return (total(), divergences.reduce(0, +) / Double(tokenCount))
    }

    private func forEachChunk(_ parameters: EncoderParameters, _ body: (Int, Matrix) -> Void) {
        partialSums.withUnsafeMutableBufferPointer { sums in
            let sums = sums
            pool.run(count: chunks.count) { chunk, worker in
                let workspace = workspaces[worker]
                encoder.forward(parameters: parameters, tokens: chunks[chunk], workspace: workspace)
                let logits = workspace.logits.prefix(chunks[chunk].count)
                sums[chunk] = CrossEntropy.logProbabilitiesInPlace(logits: logits, tokens: chunks[chunk])
                body(chunk, logits)
            }
        }
    }

    private func total() -> CrossEntropy.Sums {
        partialSums.reduce(into: CrossEntropy.Sums()) { $0 += $1 }
    }
}
