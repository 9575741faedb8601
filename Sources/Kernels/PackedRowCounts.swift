/// How many rows a packed batch has at each stage, or at most: the room that a workspace needs.
package struct PackedRowCounts: Sendable, Equatable {
    /// The encoder's counts.
    package var encoder: Rows
    /// The decoder's counts, before and after every sequence has rows of its own; nil for a model without a decoder.
    package var decoder: Rows?
    /// M, how many rows of logits there are.
    package var logits: Int

    /// The counts of one stack of layers.
    package struct Rows: Sendable, Equatable {
        /// U, distinct pairs of token and position.
        package var entries: Int
        /// N, rows of the stack.
        package var rows: Int
        /// Tokens of the longest sequence.
        package var longestSequence: Int

        /// Makes the counts of one stack from their members.
        package init(entries: Int, rows: Int, longestSequence: Int) {
            self.entries = entries
            self.rows = rows
            self.longestSequence = longestSequence
        }

        func contains(_ other: Rows) -> Bool {
            other.entries <= entries && other.rows <= rows && other.longestSequence <= longestSequence
        }

        mutating func grow(to other: Rows) {
            entries = max(entries, other.entries)
            rows = max(rows, other.rows)
            longestSequence = max(longestSequence, other.longestSequence)
        }
    }

    /// Makes the counts of a batch from their members.
    package init(encoder: Rows, decoder: Rows?, logits: Int) {
        self.encoder = encoder
        self.decoder = decoder
        self.logits = logits
    }

    /// Counts the rows of a batch.
    package init(_ batch: PackedBatch) {
        encoder = Rows(batch.encoder)
        decoder = batch.decoder.map {
            Rows(entries: $0.prefixes.entryCount, rows: $0.prefixOfRow.count, longestSequence: $0.spans.longestPath)
        }
        logits = batch.logitCount
    }

    /// How many rows the larger stack has.
    package var largest: Int { max(encoder.rows, decoder?.rows ?? 0) }

    /// Whether a batch with the other counts fits within these.
    package func contains(_ other: PackedRowCounts) -> Bool {
        guard encoder.contains(other.encoder), other.logits <= logits else { return false }
        switch (decoder, other.decoder) {
        case (nil, nil): return true
        case (let room?, let rows?): return room.contains(rows)
        default: return false
        }
    }

    /// Raises every count to at least the other's.
    package mutating func grow(to other: PackedRowCounts) {
        encoder.grow(to: other.encoder)
        if let rows = other.decoder { decoder?.grow(to: rows) }
        logits = max(logits, other.logits)
    }
}

extension PackedRowCounts.Rows {
    init(_ tokens: PackedTokens) {
        self.init(entries: tokens.entryCount, rows: tokens.count, longestSequence: tokens.longestSequence)
    }
}
