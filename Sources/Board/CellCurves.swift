internal import Survey
internal import TerminalUI

/// The test accuracies of several runs over each other, with their median and quartiles at the steps at which at least
/// half of them, and two, were evaluated: where most runs have ended, those that are left are no fair sample.
struct CellCurves {
    let runs: [StepSeries]
    let median: StepSeries
    let lower: StepSeries
    let upper: StepSeries
    /// The last step of the longest.
    let lastStep: Int

    init(_ group: SurveyGroup) {
        let curves = group.runs.map(\.figures.curve).filter { !$0.isEmpty }
        runs = curves.map { curve in
            StepSeries(curve.map { StepSeries.Point(step: $0.step, value: Double($0.accuracy)) })
        }
        lastStep = curves.compactMap { $0.last?.step }.max() ?? 0
        var byStep: [Int: [Double]] = [:]
        for curve in curves { for point in curve { byStep[point.step, default: []].append(Double(point.accuracy)) } }
        let common = byStep.filter { $0.value.count > 1 && 2 * $0.value.count >= curves.count }.sorted {
            $0.key < $1.key
        }
        func series(_ probability: Double) -> StepSeries {
            StepSeries(
                common.compactMap { step, values in
                    Quantile.of(values, probability).map { StepSeries.Point(step: step, value: $0) }
                })
        }
        (median, lower, upper) = (series(0.5), series(0.25), series(0.75))
    }
}
