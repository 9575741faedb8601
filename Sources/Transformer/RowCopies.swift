internal import Kernels

/// How many sequences each row of a packed batch stands for: rows that sequences share count as often as their token
/// occurs.
struct RowCopies {
    /// The copies of the encoder's rows, [N], or [S] before a decoder.
    let encoder: [Int32]
    /// The copies of a decoder's prefix rows; empty without a decoder.
    let prefixes: [Int32]
    /// The copies of the rows of the logits, [M].
    let logits: [Int32]

    init(_ batch: PackedBatch) {
        logits = batch.targets.weights
        guard let spans = batch.decoder?.memorySpans ?? batch.firstTokens?.spans else {
            // Every encoder row is read out.
            (encoder, prefixes) = (logits, [])
            return
        }
        // A span's queries are rows of the logits, all of one sequence, and its path is what the encoder has read of
        // that.
        var encoder = [Int32](repeating: 0, count: batch.encoder.count)
        for span in spans.spans {
            for row in spans.keyRows[span.path] { encoder[Int(row)] += logits[span.queries.lowerBound] }
        }
        self.encoder = encoder
        var prefixes = [Int32](repeating: 0, count: batch.decoder?.prefixes.count ?? 0)
        for (row, prefix) in (batch.decoder?.prefixOfRow ?? []).enumerated() { prefixes[Int(prefix)] += logits[row] }
        self.prefixes = prefixes
    }
}
