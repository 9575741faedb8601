package import Lifecycle
internal import RunEvents

/// The lifecycle estimate beside the naive rule, on the same runs.
package struct CallComparison: Sendable, Equatable {
    /// How the estimate did, and how the naive rule did.
    package let estimate, naive: CallScore
    /// Runs about which the estimate alone was right, and those about which the naive rule alone was.
    package let estimateAlone, naiveAlone: Int

    /// Scores both rules on both runs of each seed, or on those with weight decay alone: a rule that only tells decay
    /// from none is no better than another on these.
    init(_ seeds: [SeedRuns], decayedOnly: Bool = false) {
        var (estimate, naive) = (CallScore(), CallScore())
        var (estimateAlone, naiveAlone) = (0, 0)
        for run in seeds.flatMap({ [$0.decayed, decayedOnly ? nil : $0.undecayed] }).compactMap(\.self) {
            let (called, named, grokkedAt) = (run.generalizingSince, run.naiveCall, run.grokkedAt)
            estimate.count(called: called, grokkedAt: grokkedAt)
            naive.count(called: named, grokkedAt: grokkedAt)
            switch (
                CallScore.isRight(called: called, grokkedAt: grokkedAt),
                CallScore.isRight(called: named, grokkedAt: grokkedAt)
            ) {
            case (true, false): estimateAlone += 1
            case (false, true): naiveAlone += 1
            default: break
            }
        }
        (self.estimate, self.naive) = (estimate, naive)
        (self.estimateAlone, self.naiveAlone) = (estimateAlone, naiveAlone)
    }

    /// P of a split as uneven among the runs about which one rule alone was right, were both as good: the exact sign
    /// test, two-sided. nil where there is no such run.
    package var signTest: Double? {
        let runs = estimateAlone + naiveAlone
        guard runs > 0 else { return nil }
        return min(1, 2 * Binomial.atLeast(max(estimateAlone, naiveAlone), of: runs, probability: 0.5))
    }

    /// Which rule is better, as far as these runs can tell.
    package var words: String {
        let counts =
            "Of the runs about which one rule alone is right the estimate has \(estimateAlone) and the naive rule "
            + "\(naiveAlone)"
        guard let signTest else { return "Both rules are right about the same runs: the naive rule is as good." }
        let p = "(exact sign test, p = \(ValueFormat.scientific.text(signTest)))"
        guard signTest <= Judgement.level else {
            return "\(counts) \(p): as far as these runs can tell, the naive rule is as good."
        }
        return estimateAlone > naiveAlone
            ? "\(counts) \(p): the estimate is the better one." : "\(counts) \(p): the naive rule is the better one."
    }
}
