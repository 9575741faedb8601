package import Kernels

/// Which tokens a readout is fitted on and which it is scored on.
///
/// Tokens are split, as the study does it, and not rows: a state that many sequences share lies on both sides, with as many
/// tokens as fell there. Fitting each row once with its weight is the same as fitting every token. How much is then known by
/// heart is told apart: `unseen` are the scored rows without a fitted token.
package struct ReadoutSplit: Sendable {
    package let fit: WeightedRows
    package let score: WeightedRows
    package let unseen: WeightedRows

    /// Of the tokens in random order the first 70 %, rounded down, are fitted.
    package static func random(weights: [Int32], from generator: inout RandomGenerator) -> ReadoutSplit {
        var tokens = weights.indices.flatMap { row in Array(repeating: row, count: Int(weights[row])) }
        Shuffle.apply(to: &tokens, from: &generator)
        return ReadoutSplit(tokens: tokens, fitted: tokens.count * 7 / 10, rows: weights.count)
    }

    /// - Parameters:
    ///   - tokens: the row of each token; the first `fitted` are fitted, the others scored.
    ///   - rows: M.
    package init(tokens: [Int], fitted: Int, rows: Int) {
        var counts = Array(repeating: 0, count: rows)
        for row in tokens.prefix(fitted) { counts[row] += 1 }
        var others = Array(repeating: 0, count: rows)
        for row in tokens.dropFirst(fitted) { others[row] += 1 }
        fit = WeightedRows(counts: counts)
        score = WeightedRows(counts: others)
        unseen = WeightedRows(counts: others.indices.map { counts[$0] == 0 ? others[$0] : 0 })
    }
}
