/// Some sequences of a `SequenceSet`, packed for a model: the inputs, the rows that each row attends to, and the
/// targets.
package struct PackedBatch: Sendable {
    /// The encoder's input.
    package internal(set) var encoder: PackedTokens
    /// The decoder's input; nil for a model without a decoder.
    package internal(set) var decoder: Decoder?
    /// The rows that the head reads, where it reads only first tokens; nil where it reads every token.
    package internal(set) var firstTokens: FirstTokens?
    /// The classes to predict.
    package internal(set) var targets: PackedTargets

    /// The decoder's rows, in two sets. Before its first look at the source, a decoder's row depends only on the
    /// target's tokens, so equal beginnings share one row, whatever they translate (*prefix rows*). After that, every
    /// sequence has rows of its own (N rows).
    package struct Decoder: Sendable {
        /// The P prefix rows.
        package internal(set) var prefixes: PackedTokens
        /// The prefix row of each row, [N].
        package internal(set) var prefixOfRow: [Int32]
        /// The attention of the N rows to each other.
        package internal(set) var spans: AttentionSpans
        /// The attention of the N rows to the encoder's rows.
        package internal(set) var memorySpans: AttentionSpans
    }

    /// The M rows that the encoder's last layer and the head compute.
    package struct FirstTokens: Sendable {
        /// The encoder's row of each, [M].
        package internal(set) var rows: [Int32]
        /// The attention of the M rows to the encoder's rows.
        package internal(set) var spans: AttentionSpans
    }

    /// M, how many rows of logits there are.
    package var logitCount: Int { targets.count }
    /// Whether there is nothing to predict.
    package var isEmpty: Bool { targets.count == 0 }
}
