/// What figures say of a claim, as two p-values.
///
/// At most one of them is small. Where neither is, the figures leave the claim open.
package struct Evidence: Sendable, Equatable {
    /// Small where the figures show that the claim is true.
    package var agrees: Double
    /// Small where they show that it is false.
    package var differs: Double

    /// Makes evidence from two p-values, which it does not check.
    package init(agrees: Double, differs: Double) {
        (self.agrees, self.differs) = (agrees, differs)
    }

    /// Whether a mean lies between two bounds.
    ///
    /// That it does is shown by two one-sided tests (Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15,
    /// 1987, 657–680): the larger of their p-values counts. That it does not is shown by a test against the bound that
    /// it lies beyond; the p-value counts twice, since either bound could have been that.
    package static func equivalence(_ mean: SampleMean, _ bounds: ClosedRange<Double>) -> Evidence {
        Evidence(
            agrees: max(mean.above(bounds.lowerBound), mean.below(bounds.upperBound)),
            differs: min(1, 2 * min(mean.below(bounds.lowerBound), mean.above(bounds.upperBound))))
    }

    /// Whether a mean lies above a bound: Student's one-sided test, either way.
    package static func above(_ mean: SampleMean, _ bound: Double) -> Evidence {
        Evidence(agrees: mean.above(bound), differs: mean.below(bound))
    }

    /// Whether a probability is at least `rate`, by exact tests of a count.
    package static func frequency(_ successes: Int, of trials: Int, atLeast rate: Double) -> Evidence {
        Evidence(
            agrees: Binomial.atLeast(successes, of: trials, probability: rate),
            differs: Binomial.atMost(successes, of: trials, probability: rate))
    }

    /// The opposite claim.
    package var reversed: Evidence { Evidence(agrees: differs, differs: agrees) }

    /// Whether both claims are true: both have to be shown (Berger, Technometrics 24, 1982, 295–300), and either may
    /// fail.
    package func and(_ other: Evidence) -> Evidence {
        Evidence(agrees: max(agrees, other.agrees), differs: min(1, 2 * min(differs, other.differs)))
    }
}
