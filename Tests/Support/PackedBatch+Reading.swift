package import Kernels

/// A packed batch read back into sequences, by its contents alone.
extension PackedBatch {
    /// A sequence of a batch, and which rows of the logits are its.
    package struct Reading: Sendable, Equatable {
        package let sequence: LabelledSequence
        package let rows: [Int]
        /// How often the batch has it, by its last row: equal beginnings weigh more.
        package let weight: Int32
    }

    /// The sequences of the batch. Of those that are the beginning of another in it, with all of its targets, nothing
    /// is left to be read.
    package func readings() -> [Reading] {
        if let decoder { return pairs(decoder) }
        if let firstTokens { return self.firstTokens(firstTokens) }
        return encoder.spans.spans.map { span in
            reading(tokens: encoder.tokens(of: span), rows: encoder.spans.path(of: span).map { Int($0) })
        }
    }

    /// The rows of the logits that a sequence has in the batch, from its first token on; nil where it is not in it.
    ///
    /// - Parameter sharing: whether it may be the beginning of another.
    package func rows(of sequence: LabelledSequence, sharing: PrefixTree.Sharing) -> [Int]? {
        for reading in readings() {
            switch sharing {
            case .wholeSequences where reading.sequence == sequence: return reading.rows
            case .prefixes
            where reading.sequence.tokens.starts(with: sequence.tokens)
                && reading.sequence.targets.starts(with: sequence.targets):
                return Array(reading.rows.prefix(sequence.tokens.count))
            default: continue
            }
        }
        return nil
    }

    private func firstTokens(_ firstTokens: FirstTokens) -> [Reading] {
        firstTokens.spans.spans.enumerated().map { index, span in
            let path = firstTokens.spans.path(of: span)
            precondition(path.first == firstTokens.rows[index], "a first token that is not the first of its keys")
            let tokens = path.map { encoder.token(ofRow: $0) }
            let others = Array(repeating: Int32(-1), count: tokens.count - 1)
            return Reading(
                sequence: LabelledSequence(tokens: tokens, targets: [targets.classes[index]] + others), rows: [index],
                weight: targets.weights[index])
        }
    }

    private func pairs(_ decoder: Decoder) -> [Reading] {
        zip(decoder.spans.spans, decoder.memorySpans.spans).map { span, memorySpan in
            precondition(span.queries == memorySpan.queries, "self- and cross-attention of other rows")
            let rows = decoder.spans.path(of: span).map { Int($0) }
            precondition(rows == Array(span.queries), "a sequence that has not its own rows")
            return reading(
                source: decoder.memorySpans.path(of: memorySpan).map { encoder.token(ofRow: $0) },
                tokens: rows.map { decoder.prefixes.token(ofRow: decoder.prefixOfRow[$0]) }, rows: rows)
        }
    }

    private func reading(source: [Int32] = [], tokens: [Int32], rows: [Int]) -> Reading {
        Reading(
            sequence: LabelledSequence(source: source, tokens: tokens, targets: rows.map { targets.classes[$0] }),
            rows: rows, weight: rows.last.map { targets.weights[$0] } ?? 0)
    }
}

extension PackedTokens {
    /// The token of a row.
    package func token(ofRow row: Int32) -> Int32 { identifiers[Int(entryOfRow[Int(row)])] }

    /// Its place in a sequence.
    package func position(ofRow row: Int32) -> Int32 { positions[Int(entryOfRow[Int(row)])] }

    /// What a span's path spells.
    package func tokens(of span: AttentionSpans.Span) -> [Int32] { spans.path(of: span).map { token(ofRow: $0) } }
}

extension AttentionSpans {
    package func path(of span: Span) -> [Int32] { Array(keyRows[span.path]) }
}
