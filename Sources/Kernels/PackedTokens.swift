/// Sequences laid end to end without padding, as one stack of layers reads them: N rows in all, each a token that knows
/// its position in its own sequence.
///
/// In a padded batch of Dyck-1 46 % of the rows are padding; packed, every row is work. The result is the same, as
/// padding is never attended to and never scored.
///
/// A row may stand for the same token of several sequences, where they begin alike (see `PrefixTree`). And before the
/// first attention a row depends on its token and position alone: what can be computed there is computed once for each
/// distinct pair of them, U *entries* in all.
package struct PackedTokens: Sendable {
    /// [U] token numbers of the entries.
    package private(set) var identifiers: [Int32] = []
    /// [U] their places in a sequence, from 0.
    package private(set) var positions: [Int32] = []
    /// [N] the entry of each row.
    package private(set) var entryOfRow: [Int32] = []
    /// Attention inside the sequences. A span's queries are the rows that one sequence has added, its path all of its
    /// rows.
    package internal(set) var spans: AttentionSpans

    /// The entry of each pair of token and position, −1 for none: [T, V].
    private var entryOfCell: [Int32]
    package let vocabulary: Int
    package let contextLength: Int

    /// Makes room, so that later `append`s of up to this much allocate nothing.
    ///
    /// - Parameters:
    ///   - vocabulary: V; tokens are below it.
    ///   - contextLength: T; no sequence is longer.
    package init(vocabulary: Int, contextLength: Int, reservingTokens tokens: Int = 0, sequences count: Int = 0) {
        self.vocabulary = vocabulary
        self.contextLength = contextLength
        entryOfCell = Array(repeating: -1, count: vocabulary * contextLength)
        identifiers.reserveCapacity(min(tokens, entryOfCell.count))
        positions.reserveCapacity(min(tokens, entryOfCell.count))
        entryOfRow.reserveCapacity(tokens)
        spans = AttentionSpans(reservingKeys: count * contextLength, spans: count)
    }

    /// Rows, N.
    package var count: Int { entryOfRow.count }
    /// Distinct pairs of token and position, U.
    package var entryCount: Int { identifiers.count }
    package var longestSequence: Int { spans.longestPath }

    /// Adds a sequence that shares no row.
    ///
    /// - Precondition: tokens are below V, and there are at most T.
    package mutating func append(_ sequence: some Collection<Int32>) {
        let start = spans.keyRows.count
        for (position, token) in sequence.enumerated() {
            spans.keyRows.append(Int32(count))
            appendRow(token, position: position)
        }
        spans.close(from: start, queries: sequence.count)
    }

    mutating func appendRow(_ token: Int32, position: Int) {
        precondition(token >= 0 && token < vocabulary, "token \(token) of a vocabulary of \(vocabulary)")
        precondition(position < contextLength, "a sequence of \(position + 1) tokens in \(contextLength) positions")
        let cell = position * vocabulary + Int(token)
        if entryOfCell[cell] < 0 {
            entryOfCell[cell] = Int32(entryCount)
            identifiers.append(token)
            positions.append(Int32(position))
        }
        entryOfRow.append(entryOfCell[cell])
    }

    package mutating func removeAll() {
        for (token, position) in zip(identifiers, positions) {
            entryOfCell[Int(position) * vocabulary + Int(token)] = -1
        }
        identifiers.removeAll(keepingCapacity: true)
        positions.removeAll(keepingCapacity: true)
        entryOfRow.removeAll(keepingCapacity: true)
        spans.removeAll()
    }
}
