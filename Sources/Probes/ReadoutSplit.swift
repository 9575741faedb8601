package import Kernels

/// The tokens that a readout is fitted on, and those that it is scored on.
///
/// Tokens are split, as in the study, and not rows: a state that many sequences share is on both sides, with the number
/// of tokens that fell there. A fit to each row with its weight is the same as a fit to every token. The rows in
/// `unseen`, which are scored and have no fitted token, show how much of a score is memorized.
package struct ReadoutSplit: Sendable {
    /// The fitted tokens.
    package let fit: WeightedRows
    /// The first of the fitted tokens, for readouts that are too expensive to fit on all.
    package let sample: WeightedRows
    /// The scored tokens.
    package let score: WeightedRows
    /// The scored rows without a fitted token.
    package let unseen: WeightedRows

    /// Splits the tokens in random order: the first 70 %, rounded down, are fitted.
    ///
    /// - Parameters:
    ///   - weights: how many tokens each row stands for, [M].
    ///   - sampled: the most tokens of the sample.
    package static func random(
        weights: [Int32], sampled: Int, from generator: inout RandomGenerator
    ) -> ReadoutSplit {
        var tokens = weights.indices.flatMap { row in Array(repeating: row, count: Int(weights[row])) }
        Shuffle.apply(to: &tokens, from: &generator)
        let fitted = tokens.count * 7 / 10
        return ReadoutSplit(tokens: tokens, fitted: fitted, sampled: min(sampled, fitted), rows: weights.count)
    }

    /// Splits the tokens in the given order.
    ///
    /// - Parameters:
    ///   - tokens: the row of each token; the first `fitted` are fitted, the others scored.
    ///   - fitted: how many tokens are fitted.
    ///   - sampled: how many of the first tokens are the sample.
    ///   - rows: M.
    /// - Precondition: `sampled` ≤ `fitted` ≤ the number of tokens.
    package init(tokens: [Int], fitted: Int, sampled: Int, rows: Int) {
        precondition(sampled <= fitted && fitted <= tokens.count, "\(sampled) of \(fitted) of \(tokens.count) tokens")
        func counts(_ tokens: ArraySlice<Int>) -> [Int] {
            tokens.reduce(into: Array(repeating: 0, count: rows)) { $0[$1] += 1 }
        }
        let (fittedCounts, scoredCounts) = (counts(tokens[..<fitted]), counts(tokens[fitted...]))
        fit = WeightedRows(counts: fittedCounts)
        sample = WeightedRows(counts: counts(tokens[..<sampled]))
        score = WeightedRows(counts: scoredCounts)
        unseen = WeightedRows(counts: scoredCounts.indices.map { fittedCounts[$0] == 0 ? scoredCounts[$0] : 0 })
    }
}
