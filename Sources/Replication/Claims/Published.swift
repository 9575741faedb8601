/// A figure that was published, as a test takes it.
package struct Published: Sendable, Equatable {
    /// The figure, or the mean of the published seeds'.
    package var value: Double
    /// The sample's standard deviation over seeds, and how many they are; nil for a figure of a single run.
    package var spread: (deviation: Double, count: Int)? {
        deviation.map { ($0, count) }
    }

    private var deviation: Double?
    private var count: Int

    /// A figure of a single run, which is taken as exact: nothing says how far another seed would lie from it.
    package init(_ value: Double) { (self.value, deviation, count) = (value, nil, 1) }

    /// The figures of several seeds.
    ///
    /// - Precondition: there are at least two.
    package init(seeds: [Double]) {
        guard let mean = Statistics.mean(seeds), let deviation = Statistics.deviation(seeds) else {
            preconditionFailure("\(seeds.count) seeds have no deviation")
        }
        (value, self.deviation, count) = (mean, deviation, seeds.count)
    }

    /// A mean over seeds.
    ///
    /// - Parameters:
    ///   - populationDeviation: with n in the denominator, as NumPy's `std` and the paper have it.
    ///   - seeds: n, at least 2.
    package init(mean: Double, populationDeviation: Double, seeds: Int) {
        precondition(seeds >= 2, "a deviation of \(seeds) seeds")
        (value, count) = (mean, seeds)
        deviation = populationDeviation * (Double(seeds) / Double(seeds - 1)).squareRoot()
    }

    /// The figure as a mean that is compared with ours.
    var sample: SampleMean {
        spread.map { SampleMean(mean: value, deviation: $0.deviation, count: $0.count) } ?? SampleMean(exact: value)
    }
}
