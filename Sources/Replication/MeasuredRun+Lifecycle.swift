internal import Lifecycle
internal import RunEvents

/// What follows from a run's events as a whole.
extension MeasuredRun {
    /// The step at which the estimate without a test set first says that the run generalizes.
    var generalizingSince: Int? {
        var estimator = LifecycleEstimator(config: config)
        for event in events { estimator.take(event) }
        return estimator.reading?.generalizingSince
    }

    /// The step at which the naive rule calls the run.
    var naiveCall: Int? { NaiveLifecycleRule.call(config, events) }

    var classComparison: ClassComparison {
        var comparison = ClassComparison(config: config)
        for event in events { comparison.take(event) }
        return comparison
    }

    /// Peak of g23 over its last value.
    var gapCompression: Double? {
        var compression = GapCompression()
        for record in coarse { compression.take(record) }
        return compression.factor
    }

    /// The step at which v_1's gradient share in the paper's window first is below ½; nil where it never is.
    var shareFall: Int? { coarse.first { ($0.gradientFraction.first ?? 1) < 0.5 }?.step }
}
