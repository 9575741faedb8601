import Kernels

extension AttentionCase {
    static let forward: [AttentionCase] =
        [Attention.Mask.causal, .none].flatMap { mask in
            [8, 16, 32].flatMap { headWidth in
                [[1], [2], [15], [16], [17], [24], [33], [3, 1, 17, 2, 16]].map { lengths in
                    sequences(mask, heads: 2, headWidth: headWidth, lengths: lengths)
                }
            }
        } + [
            sequences(.causal, heads: 1, headWidth: 5, lengths: [4, 18]),
            sequences(.none, heads: 3, headWidth: 20, lengths: [7, 1, 32], storage: .separate),
            sequences(.causal, heads: 4, headWidth: 48, lengths: [9, 10], storage: .separate),
        ] + shared(headWidth: 16) + shared(headWidth: 7) + crossing(headWidth: 16) + crossing(headWidth: 9)

    /// Cases for finite differences. These cost two whole passes for each of 3·N·D numbers, so the cases are small;
    /// their shapes are odd all the same.
    static let backward: [AttentionCase] =
        [Attention.Mask.causal, .none].flatMap { mask in
            [
                sequences(mask, heads: 2, headWidth: 8, lengths: [1, 2, 5]),
                sequences(mask, heads: 1, headWidth: 8, lengths: [15]),
                sequences(mask, heads: 1, headWidth: 16, lengths: [16]),
                sequences(mask, heads: 3, headWidth: 3, lengths: [17, 1], storage: .separate),
                sequences(mask, heads: 1, headWidth: 32, lengths: [3]),
                sequences(mask, heads: 1, headWidth: 8, lengths: [24], storage: .memoryColumns),
                sequences(mask, heads: 1, headWidth: 4, lengths: [33]),
            ]
        } + shared(headWidth: 3) + crossing(headWidth: 3)

    /// Sequences that begin alike: a span's own rows are at the end of a path through rows of earlier spans.
    private static func shared(headWidth: Int) -> [AttentionCase] {
        let branches = [
            Span(queries: 3, keys: [0, 1, 2]), Span(queries: 2, keys: [0, 1, 3, 4]), Span(queries: 1, keys: [0, 5]),
            Span(queries: 4, keys: [0, 1, 3, 6, 7, 8, 9]), Span(queries: 9, keys: [0, 1, 3, 6] + Array(10..<19)),
        ]
        return [Storage.columns, .memoryColumns, .separate].map { storage in
            AttentionCase(
                mask: .causal, heads: 2, headWidth: headWidth, spans: branches, keyCount: 19, storage: storage)
        }
    }

    /// Queries that are not keys: queries of other rows, several spans on the same keys, keys out of order, and keys
    /// that no query sees.
    private static func crossing(headWidth: Int) -> [AttentionCase] {
        let pairs = [
            Span(queries: 2, keys: [0, 1, 2, 3]), Span(queries: 5, keys: [4, 5, 6, 7, 8]),
            Span(queries: 3, keys: [0, 1, 2, 3]), Span(queries: 1, keys: [9]),
            Span(queries: 4, keys: [8, 2, 5, 0, 11, 3, 7]), Span(queries: 1, keys: [0, 1, 2, 3]),
        ]
        return [Storage.memoryColumns, .separate].flatMap { storage in
            [
                AttentionCase(
                    mask: .none, heads: 2, headWidth: headWidth, spans: pairs, keyCount: 13, storage: storage),
                // It has more queries than keys, and more keys than two registers hold.
                AttentionCase(
                    mask: .none, heads: 1, headWidth: headWidth,
                    spans: [Span(queries: 18, keys: [1, 0]), Span(queries: 2, keys: Array(0..<35))], keyCount: 35,
                    storage: storage),
                // First tokens have one query each.
                AttentionCase(
                    mask: .none, heads: 3, headWidth: headWidth,
                    spans: [Span(queries: 1, keys: [0, 1, 2]), Span(queries: 1, keys: [3, 4, 5])], keyCount: 6,
                    storage: storage),
                // The queries are at the end of a longer path, and the last one sees all of it.
                AttentionCase(
                    mask: .causal, heads: 1, headWidth: headWidth,
                    spans: [Span(queries: 2, keys: [0, 1, 2, 3, 4]), Span(queries: 3, keys: [5, 1, 6])], keyCount: 7,
                    storage: storage),
            ]
        }
    }
}
