/// A mean of independent figures, with what is needed to test it.
package struct SampleMean: Sendable, Equatable {
    /// The mean.
    package var mean: Double
    /// The variance of the mean: s²/n. It is 0 for a number that is taken as exact.
    package var variance: Double
    /// Degrees of freedom of `variance`; infinite where that is exact.
    package var degrees: Double

    /// The mean of at least two figures.
    ///
    /// - Returns: nil for fewer.
    package init?(_ values: [Double]) {
        guard let mean = Statistics.mean(values), let deviation = Statistics.deviation(values) else { return nil }
        self.init(mean: mean, deviation: deviation, count: values.count)
    }

    /// - Parameters:
    ///   - deviation: the sample's standard deviation, with n − 1.
    ///   - count: n, at least 2.
    package init(mean: Double, deviation: Double, count: Int) {
        precondition(count >= 2, "a deviation of \(count) figures")
        self.mean = mean
        variance = deviation * deviation / Double(count)
        degrees = Double(count - 1)
    }

    /// A number that is taken as it is.
    package init(exact value: Double) { (mean, variance, degrees) = (value, 0, .infinity) }

    /// This mean less another one of independent figures. The degrees of freedom are those of Welch (Biometrika 34,
    /// 1947, 28–35) and Satterthwaite.
    package static func - (_ first: SampleMean, _ second: SampleMean) -> SampleMean {
        var difference = first
        difference.mean = first.mean - second.mean
        difference.variance = first.variance + second.variance
        guard difference.variance > 0 else { return difference }
        let parts = [first, second].reduce(0) { $0 + $1.variance * $1.variance / $1.degrees }
        difference.degrees = difference.variance * difference.variance / parts
        return difference
    }

    /// P of a mean that is at least as far above `bound`, were the true one at it: small where the mean is above it.
    /// Without any scatter it is 0, ½ or 1.
    package func above(_ bound: Double) -> Double {
        guard variance > 0 else { return mean > bound ? 0 : mean < bound ? 1 : 0.5 }
        return StudentDistribution.upperTail((mean - bound) / variance.squareRoot(), degrees: degrees)
    }

    /// The same for a mean below a bound.
    package func below(_ bound: Double) -> Double {
        SampleMean(mirrored: self).above(-bound)
    }

    private init(mirrored other: SampleMean) {
        self = other
        mean = -other.mean
    }

    /// The interval that covers the true mean with this probability; nil for a number that is exact.
    package func interval(_ confidence: Double) -> ClosedRange<Double>? {
        guard degrees.isFinite else { return nil }
        let half = StudentDistribution.quantile((1 + confidence) / 2, degrees: degrees) * variance.squareRoot()
        return mean - half...mean + half
    }
}
