package import Kernels

/// Which tokens a readout is fitted on and which it is scored on.
///
/// Tokens are split, as the study does it, and not rows: a state that many sequences share lies on both sides, with as
/// many tokens as fell there. Fitting each row once with its weight is the same as fitting every token. How much is
/// then known by heart is told apart: `unseen` are the scored rows without a fitted token.
package struct ReadoutSplit: Sendable {
    package let fit: WeightedRows
    /// The first of the fitted tokens: as many as the fits that cannot take them all are made on.
    package let sample: WeightedRows
    package let score: WeightedRows
    package let unseen: WeightedRows

    /// Of the tokens in random order the first 70 %, rounded down, are fitted.
    ///
    /// - Parameter sampled: tokens of the sample at most.
    package static func random(
        weights: [Int32], sampled: Int, from generator: inout RandomGenerator
    ) -> ReadoutSplit {
        var tokens = weights.indices.flatMap { row in Array(repeating: row, count: Int(weights[row])) }
        Shuffle.apply(to: &tokens, from: &generator)
        let fitted = tokens.count * 7 / 10
        return ReadoutSplit(tokens: tokens, fitted: fitted, sampled: min(sampled, fitted), rows: weights.count)
    }

    /// - Parameters:
    ///   - tokens: the row of each token; the first `fitted` are fitted, the others scored.
    ///   - sampled: the first so many are the sample.
    ///   - rows: M.
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
