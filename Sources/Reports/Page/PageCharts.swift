internal import Dashboard
internal import RunEvents
internal import Tasks
internal import TerminalUI

/// The charts of a report.
enum PageCharts {
    private typealias Point = StepSeries.Point

    /// Accuracy, loss and norm of a run that groktop trained.
    static func trained(_ state: RunState, _ run: RunDescription) -> [PageChart] {
        let records = state.evaluations.records
        func points(_ value: (EvaluationRecord) -> Double) -> [Point] {
            records.map { Point(step: $0.step, value: value($0)) }
        }
        let accuracy = run.config.map { TaskText($0).accuracy } ?? "accuracy"
        return [
            PageChart(
                title: accuracy,
                series: [
                    PageSeries("train", role: "train", state.evaluations.train),
                    PageSeries("test", role: "test", state.evaluations.test),
                ], bounds: 0...1),
            PageChart(
                title: "loss, nats per token",
                note: "A loss of zero, or one that is not finite, is a gap.",
                series: [
                    PageSeries("train", role: "train", points(\.trainLoss)),
                    PageSeries("test", role: "test", points(\.testLoss)),
                ], isLogarithmic: true),
            PageChart(
                title: "norm of all parameters",
                series: [PageSeries("‖θ‖", role: "other1", points(\.parameterNorm))]),
        ]
    }

    /// The numbers of a run of another program: its accuracies together, its losses together, and each other by itself.
    static func watched(_ state: RunState) -> [PageChart] {
        let all = state.metrics.named
        let (accuracies, losses) = (state.metrics.accuracies, state.metrics.losses)
        let together = Set((accuracies + losses).map(\.definition.name))
        let rest = all.filter { !together.contains($0.definition.name) }
        return [
            PageChart(title: "accuracy", series: series(accuracies), bounds: 0...1),
            PageChart(title: "loss", series: series(losses), isLogarithmic: true),
        ]
            + rest.map { curve in
                let unit = curve.definition.unit.map { ", \(PrintableText.line($0))" } ?? ""
                return PageChart(
                    title: curve.name + unit, series: [PageSeries(curve.name, role: "other1", curve.values)])
            }
    }

    /// Each in a colour of its own: those of the train and the test set in theirs, where they are the only ones.
    private static func series(_ curves: [MetricHistory.Curve]) -> [PageSeries] {
        var free = 1
        return curves.map { curve in
            let isAlone = curves.filter { $0.definition.dataset == curve.definition.dataset }.count == 1
            switch curve.definition.dataset {
            case .train? where isAlone: return PageSeries(curve.name, role: "train", curve.values)
            case .test? where isAlone: return PageSeries(curve.name, role: "test", curve.values)
            default:
                defer { free = free % 6 + 1 }
                return PageSeries(curve.name, role: "other\(free)", curve.values)
            }
        }
    }

    /// What is known of the edge: eigenvalues, drive and gap.
    static func edge(_ state: RunState) -> [PageChart] {
        windows(state.fine, "fine window") + windows(state.coarse, "paper's window") + PageLedger.charts(state)
    }

    private static func windows(_ history: SpectrumHistory, _ name: String) -> [PageChart] {
        let eigenvalues = Theme.eigenvalueRoles.indices.map { index in
            PageSeries(
                "λ" + NumberText.lowered(index + 1), role: "eigenvalue\(index + 1)", history.eigenvalues(index))
        }
        let shares = history.windows.map { Point(step: $0.step, value: $0.share) }
        let ratios = history.windows.map { Point(step: $0.step, value: $0.gapRatio ?? .nan) }
        return [
            PageChart(title: "Gram eigenvalues, \(name)", series: eigenvalues, isLogarithmic: true),
            PageChart(
                title: "what drives v₁, \(name)",
                note: "The gradient's share of the movement along v₁; the rest is weight decay.",
                series: [PageSeries("gradient", role: "gradient", shares)], bounds: 0...1),
            PageChart(
                title: "gap ratio R, \(name)", series: [PageSeries("R", role: "other2", ratios)], isLogarithmic: true),
        ]
    }
}
