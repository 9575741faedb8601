/// The sequences of a data set with what some of them have in common, so that a batch of them computes it once.
package struct SequenceSet: Sendable {
    package let layout: SequenceLayout
    /// Of what the encoder reads where it is alone, of what the decoder reads otherwise.
    let tokens: PrefixTree
    /// Of what the encoder of an encoder-decoder reads.
    let sources: PrefixTree?
    /// With a decoder: targets of each sequence, and the first sequence that equals it.
    let targets: [[Int32]]
    let firstEqual: [Int]
    /// The sequences in an order in which those that share rows are neighbours.
    package let order: [Int]

    /// - Precondition: sequences have a source if and only if there is a decoder to translate it.
    package init(_ sequences: some Collection<LabelledSequence>, layout: SequenceLayout) {
        self.layout = layout
        guard layout.decoder != nil else {
            precondition(sequences.allSatisfy { $0.source.isEmpty }, "a source, and no decoder")
            tokens = PrefixTree(sequences, sharing: layout.sharing)
            (sources, targets, firstEqual, order) = (nil, [], [], tokens.order)
            return
        }
        precondition(sequences.allSatisfy { !$0.source.isEmpty }, "a decoder, and no source")
        // What comes next is no part of a beginning here: rows are told apart before anything is predicted.
        tokens = PrefixTree(sequences.map { Self.unlabelled($0.tokens) }, sharing: .prefixes)
        sources = PrefixTree(sequences.map { Self.unlabelled($0.source) }, sharing: .wholeSequences)
        targets = sequences.map(\.targets)
        var first: [LabelledSequence: Int] = [:]
        let firstEqual = sequences.enumerated().map { index, sequence in
            if let known = first[sequence] { return known }
            first[sequence] = index
            return index
        }
        // Among those whose tokens are equal, equal pairs side by side.
        let paths = tokens.paths
        order = tokens.order.sorted { left, right in
            paths[left] == paths[right]
                ? (firstEqual[left], left) < (firstEqual[right], right)
                : paths[left].lexicographicallyPrecedes(paths[right])
        }
        self.firstEqual = firstEqual
    }

    package var count: Int { order.count }

    /// Rows that a sequence adds to a batch whose last sequence in `order` is `previous`.
    package func rowsAdded(by sequence: Int, after previous: Int?) -> Int {
        guard let sources else {
            let shared = previous.map { tokens.commonLength($0, sequence) } ?? 0
            return tokens.length(of: sequence) - shared
        }
        if let previous, firstEqual[previous] == firstEqual[sequence] { return 0 }
        return tokens.length(of: sequence) + sources.length(of: sequence)
    }

    /// The most rows that a shard can come to hold, however a batch is drawn with replacement: its share of the batch,
    /// half a sequence too much at either end, and the beginning that its first sequence shares with the shard before.
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
