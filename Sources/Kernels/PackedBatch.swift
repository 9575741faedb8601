/// Some sequences of a `SequenceSet`, packed for a model: what goes in, who sees whom, and what is to come out.
package struct PackedBatch: Sendable {
    /// What the encoder reads.
    package internal(set) var encoder: PackedTokens
    /// What the decoder reads; nil for an encoder alone.
    package internal(set) var decoder: Decoder?
    /// The read-out at first tokens; nil where every token is read out.
    package internal(set) var firstTokens: FirstTokens?
    package internal(set) var targets: PackedTargets

    /// Decoder rows, in two sets. Up to its first look at the source a decoder's row depends on the target's tokens
    /// alone, so there equal beginnings are one row, whatever they translate (P *prefix rows*); from there on every
    /// sequence has rows of its own (N rows).
    package struct Decoder: Sendable {
        package internal(set) var prefixes: PackedTokens
        /// [N] the prefix row of each row.
        package internal(set) var prefixOfRow: [Int32]
        /// Attention of the N rows to each other.
        package internal(set) var spans: AttentionSpans
        /// Attention of the N rows to the encoder's.
        package internal(set) var memorySpans: AttentionSpans
    }

    /// The M rows that an encoder's last layer and head are needed for.
    package struct FirstTokens: Sendable {
        /// [M] the encoder's row of each.
        package internal(set) var rows: [Int32]
        /// Their attention to the encoder's rows.
        package internal(set) var spans: AttentionSpans
    }

    /// Rows of the logits, M.
    package var logitCount: Int { targets.count }
    package var isEmpty: Bool { targets.count == 0 }
}
