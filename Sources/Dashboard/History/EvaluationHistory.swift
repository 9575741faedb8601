package import RunEvents
package import TerminalUI

/// The evaluations of a run over time, with the curves of their figures.
package struct EvaluationHistory: Sendable {
    private(set) var line = TimeLine<EvaluationRecord>()
    private var trainAccuracy = StepSeries()
    private var testAccuracy = StepSeries()
    private var curves = Array(repeating: StepSeries(), count: Figure.allCases.count)
    /// Index of the first evaluation at which the opening climb was over; nil while it is not.
    private var climbed: Int?

    /// A figure of an evaluation, besides its accuracies, that is kept as a curve.
    package enum Figure: Int, Sendable, CaseIterable {
        /// Decadic logarithms of the losses. A loss of zero, or none that is finite, is a gap: so the extremes of any
        /// stretch are of what a logarithmic axis can show.
        case trainLossExponent, testLossExponent
        /// ‖θ‖ of all parameters.
        case parameterNorm

        fileprivate func value(_ record: EvaluationRecord) -> Double {
            switch self {
            case .trainLossExponent: Logarithm.base10(record.trainLoss) ?? .nan
            case .testLossExponent: Logarithm.base10(record.testLoss) ?? .nan
            case .parameterNorm: record.parameterNorm
            }
        }
    }

    /// Deciding train accuracy from which the opening climb counts as over.
    static let climbedAccuracy = 0.6

    /// A run without an evaluation so far.
    package init() {}

    /// The history of these evaluations, each as if it had come at once.
    package init(_ records: [EvaluationRecord]) {
        for record in records { append(record, reached: record.step) }
    }

    /// How many evaluations there have been.
    package var count: Int { line.count }
    /// Whether there has been no evaluation.
    package var isEmpty: Bool { line.isEmpty }
    /// The latest evaluation.
    package var newest: EvaluationRecord? { line.newest }
    /// All evaluations, ascending by step.
    package var records: ArraySlice<EvaluationRecord> { line.records }
    /// The deciding accuracy on the train set, as a curve.
    package var train: StepSeries { trainAccuracy.prefix(count) }
    /// The deciding accuracy on the test set, as a curve.
    package var test: StepSeries { testAccuracy.prefix(count) }
    /// Another figure, as a curve.
    package func curve(_ figure: Figure) -> StepSeries { curves[figure.rawValue].prefix(count) }

    /// Adds an evaluation; one from before the newest is ignored, since no run that groktop trains goes back.
    ///
    /// - Precondition: this is the whole run, and not its past.
    mutating func append(_ record: EvaluationRecord, reached: Int) {
        guard record.step >= newest?.step ?? record.step else { return }
        if climbed == nil, record.decidingTrainAccuracy >= EvaluationHistory.climbedAccuracy { climbed = count }
        line.append(record, reached: reached)
        trainAccuracy.append(step: record.step, value: record.decidingTrainAccuracy)
        testAccuracy.append(step: record.step, value: record.decidingTestAccuracy)
        for figure in Figure.allCases {
            curves[figure.rawValue].append(step: record.step, value: figure.value(record))
        }
    }

    /// The history as it was when no step after `reached` was known of.
    func prefix(reached: Int) -> EvaluationHistory {
        var prefix = self
        prefix.line = line.prefix(reached: reached)
        return prefix
    }

    /// The smallest accuracy, train or test, since the opening climb was over, or of all while it is not; nil without
    /// an accuracy that is finite. O(log n).
    var lowestSinceClimb: Double? {
        let start = climbed.flatMap { $0 < count ? $0 : nil } ?? 0
        var extremes = train.extremes(in: start..<count)
        extremes.take(test.extremes(in: start..<count))
        return extremes.range?.lowerBound
    }
}
