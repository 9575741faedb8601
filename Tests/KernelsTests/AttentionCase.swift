import Kernels
import Testing

/// The spans of an attention, and the layout of its matrices in memory.
struct AttentionCase: Sendable, CustomTestStringConvertible {
    let mask: Attention.Mask
    let heads: Int
    let headWidth: Int
    let spans: [Span]
    /// How many key rows there are; some may be in no span.
    let keyCount: Int
    let storage: Storage

    struct Span: Sendable {
        let queries: Int
        let keys: [Int32]
    }

    /// The layout of Q, K and V, and of their gradients.
    enum Storage: Sendable {
        /// Columns of one matrix, with as many queries as keys.
        case columns
        /// Queries in a matrix of their own; keys and values are columns of another.
        case memoryColumns
        /// Three matrices, one of which has gaps.
        case separate
    }

    /// Every token of a sequence attends to its own sequence.
    static func sequences(
        _ mask: Attention.Mask, heads: Int, headWidth: Int, lengths: [Int], storage: Storage = .columns
    ) -> AttentionCase {
        var end = 0
        let spans = lengths.map { length in
            defer { end += length }
            return Span(queries: length, keys: (end..<end + length).map { Int32($0) })
        }
        return AttentionCase(
            mask: mask, heads: heads, headWidth: headWidth, spans: spans, keyCount: end, storage: storage)
    }

    var queryCount: Int { spans.reduce(0) { $0 + $1.queries } }
    var width: Int { heads * headWidth }
    var longestPath: Int { spans.map(\.keys.count).max() ?? 0 }

    var packed: AttentionSpans {
        var packed = AttentionSpans()
        for span in spans { packed.append(queries: span.queries, keys: span.keys) }
        return packed
    }

    /// The keys that each query sees: all of them, or under a causal mask one more with each query, and all with the
    /// last.
    var visible: [[Int]] {
        spans.flatMap { span in
            (0..<span.queries).map { query in
                let count = mask == .causal ? span.keys.count - span.queries + query + 1 : span.keys.count
                return span.keys.prefix(count).map { Int($0) }
            }
        }
    }

    var testDescription: String {
        "\(mask), \(heads) heads of \(headWidth), \(storage), "
            + spans.map { "\($0.queries) to \($0.keys)" }.joined(separator: "; ")
    }
}
