/// Sequences laid end to end without padding, as one stack of layers reads them: N rows in all, each a token with its
/// position in its own sequence.
///
/// In a padded batch of Dyck-1, 46 % of the rows are padding; in a packed batch every row is work. The result is the
/// same, as padding is never attended to and never scored.
///
/// A row may stand for the same token of several sequences, where they begin alike (see `PrefixTree`). Before the first
/// attention, a row depends only on its token and its position, so that part is computed once for each distinct pair of
/// them: U *entries* in all.
package struct PackedTokens: Sendable {
    /// The token of each entry, [U].
    package private(set) var identifiers: [Int32] = []
    /// The position of each entry in its sequence, counted from 0, [U].
    package private(set) var positions: [Int32] = []
    /// The entry of each row, [N].
    package private(set) var entryOfRow: [Int32] = []
    /// The attention within the sequences. A span's queries are the rows that one sequence has added; its path is all
    /// rows of that sequence.
    package internal(set) var spans: AttentionSpans

    /// The entry of each pair of token and position, −1 for none: [T, V].
    private var entryOfCell: [Int32]
    /// V, which all tokens are below.
    package let vocabulary: Int
    /// T, the longest possible sequence.
    package let contextLength: Int

    /// Makes an empty batch with reserved memory, so that `append`s of up to this much allocate nothing.
    ///
    /// - Parameters:
    ///   - vocabulary: V; tokens are below it.
    ///   - contextLength: T; no sequence is longer.
    ///   - tokens: how many rows to reserve.
    ///   - count: how many sequences to reserve.
    package init(vocabulary: Int, contextLength: Int, reservingTokens tokens: Int = 0, sequences count: Int = 0) {
        self.vocabulary = vocabulary
        self.contextLength = contextLength
        entryOfCell = Array(repeating: -1, count: vocabulary * contextLength)
        identifiers.reserveCapacity(min(tokens, entryOfCell.count))
        positions.reserveCapacity(min(tokens, entryOfCell.count))
        entryOfRow.reserveCapacity(tokens)
        spans = AttentionSpans(reservingKeys: count * contextLength, spans: count)
    }

    /// N, how many rows there are.
    package var count: Int { entryOfRow.count }
    /// U, how many distinct pairs of token and position there are.
    package var entryCount: Int { identifiers.count }
    /// The longest sequence of the batch, in tokens.
    package var longestSequence: Int { spans.longestPath }

    /// Adds a sequence that shares no row.
    ///
    /// - Precondition: its tokens are below V, and there are at most T of them.
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

    /// Removes all rows and keeps the memory.
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
