/// How many rows there are at each stage of a packed batch, or at most: what a workspace has to have room for.
package struct PackedRowCounts: Sendable, Equatable {
    /// Of the encoder.
    package var encoder: Rows
    /// Of the decoder, before and after every sequence has rows of its own; nil for an encoder alone.
    package var decoder: Rows?
    /// Rows of the logits.
    package var logits: Int

    package struct Rows: Sendable, Equatable {
        /// Distinct pairs of token and position.
        package var entries: Int
        package var rows: Int
        package var longestSequence: Int

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

    package init(encoder: Rows, decoder: Rows?, logits: Int) {
        self.encoder = encoder
        self.decoder = decoder
        self.logits = logits
    }

    package init(_ batch: PackedBatch) {
        encoder = Rows(batch.encoder)
        decoder = batch.decoder.map {
            Rows(entries: $0.prefixes.entryCount, rows: $0.prefixOfRow.count, longestSequence: $0.spans.longestPath)
        }
        logits = batch.logitCount
    }

    /// Rows of the larger stack.
    package var largest: Int { max(encoder.rows, decoder?.rows ?? 0) }

    /// Whether there is room for that many.
    package func contains(_ other: PackedRowCounts) -> Bool {
        guard encoder.contains(other.encoder), other.logits <= logits else { return false }
        switch (decoder, other.decoder) {
        case (nil, nil): return true
        case (let room?, let rows?): return room.contains(rows)
        default: return false
        }
    }

    /// Becomes at least as large as another everywhere.
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
