package import RunEvents
package import TerminalUI

/// The numbers that another program logs, each as a curve over the run's steps.
///
/// Any program may write them. There are at most `MetricDefinition.mostShown` curves, more than any screen has room
/// for: a stream must not make every event dearer. A value of another name, and one whose step lies before the newest,
/// is not drawn.
package struct MetricHistory: Sendable {
    private(set) var curves: [Curve] = []

    /// A number over time.
    package struct Curve: Sendable {
        /// What the number is.
        package let definition: MetricDefinition
        private(set) var line = TimeLine<MetricRecord>()
        private var series = StepSeries()
        private var exponents = StepSeries()
        private var climbed: Int?

        fileprivate init(_ definition: MetricDefinition) { self.definition = definition }

        /// Its name as the screen may show it.
        package var name: String { PrintableText.line(definition.name) }
        /// The newest value; nil before the first.
        package var newest: Double? { line.newest?.value }
        /// The first step at which an accuracy was over its opening climb; nil before that.
        fileprivate var climbedStep: Int? { climbed.flatMap { $0 <= line.newest?.step ?? -1 ? $0 : nil } }
        /// The values over time.
        package var values: StepSeries { series.prefix(line.count) }
        /// Their decadic logarithms; a value that has none is a gap.
        package var logarithms: StepSeries { exponents.prefix(line.count) }

        /// Whether its number is a loss, which is drawn by its logarithm.
        package var isLoss: Bool { MetricDefinition.isLoss(definition.name) }
        /// What is drawn.
        package var drawn: StepSeries { isLoss ? logarithms : values }

        fileprivate mutating func append(_ record: MetricRecord, reached: Int) {
            guard record.step >= line.newest?.step ?? record.step else { return }
            if climbed == nil, record.value >= EvaluationHistory.climbedAccuracy { climbed = record.step }
            line.append(record, reached: reached)
            series.append(step: record.step, value: record.value)
            exponents.append(step: record.step, value: Logarithm.base10(record.value) ?? .nan)
        }

        fileprivate mutating func forgetLater() {
            climbed = climbedStep
            (series, exponents) = (values, logarithms)
            series.forgetLater()
            exponents.forgetLater()
            line.forgetLater()
        }

        fileprivate func prefix(reached: Int) -> Curve {
            var prefix = self
            prefix.line = line.prefix(reached: reached)
            return prefix
        }
    }

    /// A run without a number so far.
    package init() {}

    /// The curves that have a value, in the order in which their numbers were first named.
    package var named: [Curve] { curves.filter { !$0.line.isEmpty } }

    /// The curves of accuracies.
    package var accuracies: [Curve] { named.filter { MetricDefinition.isAccuracy($0.definition.name) } }

    /// The curves of losses.
    package var losses: [Curve] { named.filter(\.isLoss) }

    /// The smallest accuracy since the train accuracy (or the first, where there is none) was over its opening climb,
    /// or of all while it is not; nil without an accuracy that is finite.
    var lowestAccuracySinceClimb: Double? {
        let accuracies = accuracies
        let leading = accuracies.first { $0.definition.dataset == .train } ?? accuracies.first
        let start = leading?.climbedStep ?? 0
        var extremes = Extremes()
        for curve in accuracies {
            let values = curve.values
            extremes.take(values.extremes(in: values.firstIndex(atOrAfter: start)..<values.count))
        }
        return extremes.range?.lowerBound
    }

    /// A number that comes without a definition has none of its properties.
    mutating func append(_ record: MetricRecord, reached: Int) {
        if index(record.name) == nil { define(MetricDefinition(step: record.step, name: record.name)) }
        if let index = index(record.name) { curves[index].append(record, reached: reached) }
    }

    /// A second definition of a name changes nothing.
    mutating func define(_ definition: MetricDefinition) {
        guard index(definition.name) == nil, curves.count < MetricDefinition.mostShown else { return }
        curves.append(Curve(definition))
    }

    /// The newest value of the curve with this name on the screen; nil before the first.
    func newest(_ name: String) -> Double? { named.first { $0.name == name }?.newest }

    private func index(_ name: String) -> Int? { curves.firstIndex { $0.definition.name == name } }

    /// The history as it was when no step after `reached` was known of.
    func prefix(reached: Int) -> MetricHistory {
        var prefix = self
        prefix.curves = curves.map { $0.prefix(reached: reached) }
        return prefix
    }

    /// Makes this beginning of a history the whole of it: what came later is forgotten, but for the names.
    mutating func forgetLater() {
        for index in curves.indices { curves[index].forgetLater() }
    }

    /// The first step from this one on at which a number was logged.
    func firstStep(atOrAfter step: Int) -> Int? { curves.compactMap { $0.line.firstStep(atOrAfter: step) }.min() }

    /// The last step before this one at which a number was logged.
    func lastStep(before step: Int) -> Int? { curves.compactMap { $0.line.lastStep(before: step) }.max() }
}

extension MetricRecord: Stepped {}
