package import RunEvents
package import TerminalUI

/// The evaluations of a run, and of any beginning of it: `prefix` shares all storage and costs O(log n).
package struct EvaluationHistory: Sendable {
    private var all: [EvaluationRecord] = []
    /// The last step that was known of when each came.
    private var arrivals: [Int] = []
    private var trainAccuracy = StepSeries()
    private var testAccuracy = StepSeries()
    private var curves = Array(repeating: StepSeries(), count: Figure.allCases.count)
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
    private static let climbedAccuracy = 0.6

    package init() {}

    package init(_ records: [EvaluationRecord]) {
        for record in records { append(record, reached: record.step) }
    }

    package var count: Int { trainAccuracy.count }
    package var isEmpty: Bool { count == 0 }
    package var newest: EvaluationRecord? { isEmpty ? nil : all[count - 1] }
    /// By step.
    package var records: ArraySlice<EvaluationRecord> { all[..<count] }
    /// The deciding accuracies, as curves.
    package var train: StepSeries { trainAccuracy }
    package var test: StepSeries { testAccuracy }
    /// Another figure, as a curve.
    package func curve(_ figure: Figure) -> StepSeries { curves[figure.rawValue].prefix(count) }

    /// A record from before the newest one is not taken: no run goes back.
    ///
    /// - Precondition: this is no prefix.
    mutating func append(_ record: EvaluationRecord, reached: Int) {
        guard record.step >= newest?.step ?? record.step else { return }
        if climbed == nil, record.decidingTrainAccuracy >= EvaluationHistory.climbedAccuracy { climbed = count }
        all.append(record)
        arrivals.append(reached)
        trainAccuracy.append(step: record.step, value: record.decidingTrainAccuracy)
        testAccuracy.append(step: record.step, value: record.decidingTestAccuracy)
        for figure in Figure.allCases {
            curves[figure.rawValue].append(step: record.step, value: figure.value(record))
        }
    }

    /// What had come when no step after `reached` was known of.
    func prefix(reached: Int) -> EvaluationHistory {
        let length = BinarySearch.firstIndex(in: 0..<count) { arrivals[$0] > reached }
        var prefix = self
        prefix.trainAccuracy = trainAccuracy.prefix(length)
        prefix.testAccuracy = testAccuracy.prefix(length)
        return prefix
    }

    /// The smallest accuracy, train or test, since the opening climb was over; over everything while it is not. nil
    /// where there is none. O(log n).
    var lowestSinceClimb: Double? {
        let start = climbed.flatMap { $0 < count ? $0 : nil } ?? 0
        var extremes = train.extremes(in: start..<count)
        extremes.take(test.extremes(in: start..<count))
        return extremes.lowest.isFinite ? extremes.lowest : nil
    }
}
