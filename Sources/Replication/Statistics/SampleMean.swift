/// The mean of independent figures, with what is needed to test it.
package struct SampleMean: Sendable, Equatable {
    /// The mean.
    package let mean: Double
    /// The standard error of the mean: s/√n, with s from n − 1.
    package let standardError: Double
    /// n − 1.
    package let degrees: Double

    /// The mean of at least two figures.
    ///
    /// - Returns: nil for fewer.
    package init?(_ values: [Double]) {
        guard let mean = Statistics.mean(values), let deviation = Statistics.deviation(values) else { return nil }
        self.mean = mean
        standardError = deviation / Double(values.count).squareRoot()
        degrees = Double(values.count - 1)
    }

    /// P of a mean that is at least as far above `bound`, were the true one at it: small where the mean is above it.
    /// Without any scatter it is 0, ½ or 1.
    package func above(_ bound: Double) -> Double {
        guard standardError > 0 else { return mean > bound ? 0 : mean < bound ? 1 : 0.5 }
        return StudentDistribution.upperTail((mean - bound) / standardError, degrees: degrees)
    }

    /// The same for a mean below a bound.
    package func below(_ bound: Double) -> Double {
        guard standardError > 0 else { return mean < bound ? 0 : mean > bound ? 1 : 0.5 }
        return StudentDistribution.upperTail((bound - mean) / standardError, degrees: degrees)
    }

    /// The interval that covers the true mean with this probability, from Student's t.
    package func interval(_ confidence: Double) -> ClosedRange<Double> {
        let half = StudentDistribution.quantile((1 + confidence) / 2, degrees: degrees) * standardError
        return mean - half...mean + half
    }
}
