/// Packs sequences of one set, with the rows that they share computed once. It is made once and filled again and again:
/// within the reserved room, filling allocates nothing.
package struct BatchPacker: Sendable {
    /// The packed sequences so far.
    package private(set) var batch: PackedBatch
    private let set: SequenceSet
    private var tokenRows: NodeRows
    private var sourceRows: NodeRows?
    /// With a decoder: the first row of each sequence in the batch, −1 for none; and the sequences that have one.
    private var firstRow: [Int32]
    private var present: [Int] = []

    /// Makes an empty packer.
    ///
    /// - Parameters:
    ///   - rows: how many rows to reserve.
    ///   - count: how many sequences to reserve.
    package init(set: SequenceSet, reserving rows: PackedRowCounts, sequences count: Int) {
        self.set = set
        let layout = set.layout
        func packed(_ input: SequenceLayout.Input, _ rows: PackedRowCounts.Rows) -> PackedTokens {
            PackedTokens(
                vocabulary: input.vocabulary, contextLength: input.contextLength, reservingTokens: rows.rows,
                sequences: count)
        }
        batch = PackedBatch(
            encoder: packed(layout.encoder, rows.encoder), decoder: nil, firstTokens: nil,
            targets: PackedTargets(reservingRows: rows.logits, sequences: count))
        tokenRows = NodeRows(tree: set.tokens, reserving: rows.encoder.rows)
        firstRow = Array(repeating: -1, count: set.sources == nil ? 0 : set.count)
        present.reserveCapacity(count)
        if let input = layout.decoder, let decoder = rows.decoder, let sources = set.sources {
            tokenRows = NodeRows(tree: set.tokens, reserving: decoder.rows)
            sourceRows = NodeRows(tree: sources, reserving: rows.encoder.rows)
            batch.decoder = PackedBatch.Decoder(
                prefixes: packed(input, decoder), prefixOfRow: [],
                spans: AttentionSpans(reservingKeys: decoder.rows, spans: count),
                memorySpans: AttentionSpans(reservingKeys: rows.encoder.rows, spans: count))
            batch.decoder?.prefixOfRow.reserveCapacity(decoder.rows)
        }
        if layout.readOut == .firstToken {
            batch.firstTokens = PackedBatch.FirstTokens(
                rows: [], spans: AttentionSpans(reservingKeys: rows.encoder.rows, spans: count))
            batch.firstTokens?.rows.reserveCapacity(count)
        }
    }

    /// Empties the batch and keeps its memory.
    package mutating func removeAll() {
        tokenRows.removeAll()
        sourceRows?.removeAll()
        for sequence in present { firstRow[sequence] = -1 }
        present.removeAll(keepingCapacity: true)
        batch.encoder.removeAll()
        batch.targets.removeAll()
        batch.firstTokens?.rows.removeAll(keepingCapacity: true)
        batch.firstTokens?.spans.removeAll()
        batch.decoder?.prefixes.removeAll()
        batch.decoder?.prefixOfRow.removeAll(keepingCapacity: true)
        batch.decoder?.spans.removeAll()
        batch.decoder?.memorySpans.removeAll()
    }

    /// Adds a sequence of the set `copies` times.
    package mutating func append(_ sequence: Int, copies: Int) {
        let weight = Int32(copies)
        switch (set.sources, set.layout.readOut) {
        case (nil, .everyToken): appendEveryToken(sequence, weight)
        case (nil, .firstToken): appendFirstToken(sequence, weight)
        case (_?, _): appendPair(sequence, weight)
        }
    }

    /// Adds a sequence whose every row has logits. A row's targets belong to its node.
    private mutating func appendEveryToken(_ sequence: Int, _ weight: Int32) {
        let (nodes, known) = (set.tokens.paths[sequence], batch.encoder.count)
        tokenRows.append(nodes, to: &batch.encoder)
        for node in nodes {
            let row = Int(tokenRows[node])
            if row < batch.targets.count {
                batch.targets.add(weight, to: row)
            } else {
                batch.targets.append(set.tokens.targets[Int(node)], weight: weight)
            }
        }
        assert(batch.encoder.count >= known && batch.targets.count == batch.encoder.count)
    }

    /// Adds a sequence whose first row alone has logits. Distinct sequences keep the order of their arrival.
    private mutating func appendFirstToken(_ sequence: Int, _ weight: Int32) {
        guard var firstTokens = batch.firstTokens.take() else { preconditionFailure("no room for first tokens") }
        defer { batch.firstTokens = firstTokens }
        let nodes = set.tokens.paths[sequence]
        guard let first = nodes.first else { return }
        let known = tokenRows[first]
        tokenRows.append(nodes, to: &batch.encoder)
        if known >= 0 {
            // Either whole sequences are shared or nothing is, so the sequence's first row already has logits.
            batch.targets.add(weight, to: Int(readOutOfRow(known, firstTokens.rows)))
            return
        }
        firstTokens.rows.append(tokenRows[first])
        let start = firstTokens.spans.keyRows.count
        for node in nodes { firstTokens.spans.keyRows.append(tokenRows[node]) }
        firstTokens.spans.close(from: start, queries: 1)
        batch.targets.append(set.tokens.targets[Int(first)], weight: weight)
    }

    /// The place of a row in `rows`, by binary search: rows were appended in increasing order.
    private func readOutOfRow(_ row: Int32, _ rows: [Int32]) -> Int {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle] < row { low = middle + 1 } else { high = middle }
        }
        precondition(low < rows.count && rows[low] == row, "row \(row) is not read out")
        return low
    }

    /// Adds a source and a target, where every decoder row has logits. Each distinct pair has decoder rows of its own.
    private mutating func appendPair(_ sequence: Int, _ weight: Int32) {
        guard let sources = set.sources, var decoder = batch.decoder.take() else {
            preconditionFailure("no room for pairs")
        }
        defer { batch.decoder = decoder }
        let first = set.firstEqual[sequence]
        let length = set.tokens.length(of: sequence)
        if firstRow[first] >= 0 {
            for row in Int(firstRow[first])..<Int(firstRow[first]) + length { batch.targets.add(weight, to: row) }
            return
        }
        let sourceNodes = sources.paths[sequence]
        sourceRows?.append(sourceNodes, to: &batch.encoder)
        tokenRows.append(set.tokens.paths[sequence], to: &decoder.prefixes)

        let start = decoder.prefixOfRow.count
        firstRow[first] = Int32(start)
        present.append(first)
        let (firstKey, firstMemoryKey) = (decoder.spans.keyRows.count, decoder.memorySpans.keyRows.count)
        for (index, node) in set.tokens.paths[sequence].enumerated() {
            decoder.prefixOfRow.append(tokenRows[node])
            decoder.spans.keyRows.append(Int32(start + index))
            batch.targets.append(set.targets[sequence][index], weight: weight)
        }
        decoder.spans.close(from: firstKey, queries: length)
        if let sourceRows { for node in sourceNodes { decoder.memorySpans.keyRows.append(sourceRows[node]) } }
        decoder.memorySpans.close(from: firstMemoryKey, queries: length)
        batch.targets.sequences.append(start..<start + length)
    }
}
