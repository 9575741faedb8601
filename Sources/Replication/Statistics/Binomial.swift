/// Counts of successes among n independent trials that succeed with the same probability.
package enum Binomial {
    /// P(X ≥ k) for X successes among n trials of probability p: I_p(k, n − k + 1).
    ///
    /// - Precondition: `successes` is in 0…`trials`, and p in 0…1.
    package static func atLeast(_ successes: Int, of trials: Int, probability p: Double) -> Double {
        precondition((0...trials).contains(successes), "\(successes) of \(trials)")
        return successes == 0 ? 1 : IncompleteBeta.regularized(p, Double(successes), Double(trials - successes + 1))
    }

    /// P(X ≤ k).
    package static func atMost(_ successes: Int, of trials: Int, probability p: Double) -> Double {
        atLeast(trials - successes, of: trials, probability: 1 - p)
    }

    /// The interval of Clopper and Pearson (Biometrika 26, 1934, 404–413) for the probability of a success. It covers
    /// the probability at least as often as `confidence` says, whatever that probability is.
    ///
    /// - Returns: nil without trials.
    package static func interval(_ successes: Int, of trials: Int, confidence: Double = 0.95) -> ClosedRange<Double>? {
        guard trials > 0 else { return nil }
        precondition((0...trials).contains(successes), "\(successes) of \(trials)")
        let tail = (1 - confidence) / 2
        let (k, n) = (Double(successes), Double(trials))
        let low = successes == 0 ? 0 : IncompleteBeta.inverse(tail, k, n - k + 1)
        let high = successes == trials ? 1 : IncompleteBeta.inverse(1 - tail, k + 1, n - k)
        return low...high
    }
}
