/// The sequences of a data set, together with their common parts, which a batch computes once.
package struct SequenceSet: Sendable {
    /// How the model reads the sequences.
    package let layout: SequenceLayout
    /// The tree of the decoder's inputs, or of the encoder's where there is no decoder.
    let tokens: PrefixTree
    /// The tree of the encoder's inputs in an encoder-decoder.
    let sources: PrefixTree?
    /// With a decoder: the targets of each sequence, and the first sequence that equals it.
    let targets: [[Int32]]
    let firstEqual: [Int]
    /// The sequences in an order that makes neighbours of those that share rows.
    package let order: [Int]

    /// Finds the common parts.
    ///
    /// - Precondition: sequences have a source if and only if there is a decoder.
    package init(_ sequences: some Collection<LabelledSequence>, layout: SequenceLayout) {
        self.layout = layout
        guard layout.decoder != nil else {
            precondition(sequences.allSatisfy { $0.source.isEmpty }, "a source, and no decoder")
            tokens = PrefixTree(sequences, sharing: layout.sharing)
            (sources, targets, firstEqual, order) = (nil, [], [], tokens.order)
            return
        }
        precondition(sequences.allSatisfy { !$0.source.isEmpty }, "a decoder, and no source")
        // Targets are not part of a beginning here: a decoder's prefix rows end before anything is predicted.
        tokens = PrefixTree(sequences.map { Self.unlabelled($0.tokens) }, sharing: .prefixes)
        sources = PrefixTree(sequences.map { Self.unlabelled($0.source) }, sharing: .wholeSequences)
        targets = sequences.map(\.targets)
        var first: [LabelledSequence: Int] = [:]
        let firstEqual = sequences.enumerated().map { index, sequence in
            if let known = first[sequence] { return known }
            first[sequence] = index
            return index
        }
        // Among sequences with equal tokens, equal pairs are neighbours.
        let paths = tokens.paths
        order = tokens.order.sorted { left, right in
            paths[left] == paths[right]
                ? (firstEqual[left], left) < (firstEqual[right], right)
                : paths[left].lexicographicallyPrecedes(paths[right])
        }
        self.firstEqual = firstEqual
    }

    /// How many sequences there are.
    package var count: Int { order.count }

    /// How many rows a sequence adds to a batch whose last sequence in `order` is `previous`.
    package func rowsAdded(by sequence: Int, after previous: Int?) -> Int {
        guard let sources else {
            let shared = previous.map { tokens.commonLength($0, sequence) } ?? 0
            return tokens.length(of: sequence) - shared
        }
        if let previous, firstEqual[previous] == firstEqual[sequence] { return 0 }
        return tokens.length(of: sequence) + sources.length(of: sequence)
    }

    /// The most rows that a shard can hold, however a batch is drawn with replacement: its share of the batch, half a
    /// sequence too many at either end, and the beginning that its first sequence shares with the shard before.
    package func largestShard(batchSequences: Int, shards: Int) -> PackedRowCounts {
        let lengths = (0..<count).map { rowsAdded(by: $0, after: nil) }.sorted(by: >)
        let longest = lengths.first ?? 1
        let share = (lengths.prefix(batchSequences).reduce(0, +) + shards - 1) / shards
        let rows = share + 2 * longest
        func counts(_ input: SequenceLayout.Input, _ tree: PrefixTree) -> PackedRowCounts.Rows {
            PackedRowCounts.Rows(
                entries: min(rows, input.vocabulary * tree.longestSequence), rows: rows,
                longestSequence: tree.longestSequence)
        }
        guard let decoder = layout.decoder, let sources else {
            return PackedRowCounts(encoder: counts(layout.encoder, tokens), decoder: nil, logits: rows)
        }
        return PackedRowCounts(
            encoder: counts(layout.encoder, sources), decoder: counts(decoder, tokens), logits: rows)
    }

    private static func unlabelled(_ tokens: [Int32]) -> LabelledSequence {
        LabelledSequence(tokens: tokens, targets: Array(repeating: -1, count: tokens.count))
    }
}
