import RunEvents
import TerminalUI

/// The last ε-sweep: how far the model's answers move along each direction.
struct PerturbationView: Widget {
    let panel: AnswerPanel
    let record: PerturbationRecord?

    private var theme: Theme { panel.theme }

    func render(into frame: inout Frame, in rect: Rect) {
        guard let record else {
            let hint =
                panel.isFinished
                ? "none was made" : "press \(panel.keys.label(.perturb)) to move along v₁…v₄ and measure"
            panel.renderEmpty(hint, into: &frame, in: rect)
            return
        }
        PanelBox(
            title: panel.title(record.step),
            values: [panel.tokens(record.tokens, width: rect.width)], frameStyle: theme[.probeFrame]
        ).render(into: &frame, in: rect)
        render(record, into: &frame, in: rect.insideBox.inset(left: 1, right: 1))
    }

    private func render(_ record: PerturbationRecord, into frame: inout Frame, in inside: Rect) {
        // Where there is no row for column headings, the figures carry their names.
        let hasHeadings = inside.height > record.sweeps.count
        var rest = inside
        if hasHeadings {
            let row = rest.takeTop(1)
            let figures = "    max KL   |Δloss|  \(NumberText.left(panel.accuracyName, width: 13))"
            let long = figures + "KL over ε, each to its max"
            let text = long.unicodeScalars.count <= row.width ? long : figures + "KL over ε"
            frame.text(text, x: row.x, y: row.y, style: theme[.axis], limit: row.width)
        }
        for sweep in record.sweeps where rest.height > 0 {
            let row = rest.takeTop(1)
            let text = line(Figures(sweep, record), hasHeadings: hasHeadings)
            let used = frame.text(text, x: row.x, y: row.y, style: theme[.text], limit: row.width)
            Sparkline(
                values: sweep.points.sorted { $0.epsilon < $1.epsilon }.map(\.klDivergence), style: theme[.text],
                symbols: panel.symbols
            ).render(into: &frame, in: row.inset(left: used + 2))
        }
        if rest.height > 1, let entropy = entropy(record) {
            frame.text(entropy, x: rest.x, y: inside.bottom - 2, style: theme[.text], limit: rest.width)
        }
        guard rest.height > 0 else { return }
        frame.text(
            caption(record), x: inside.x, y: inside.bottom - 1, style: theme[.inactive], limit: inside.width)
    }

    private struct Figures {
        var name: String
        var largestKL: String
        var largestLossChange: String
        var accuracyRange: String

        init(_ sweep: PerturbationRecord.Sweep, _ record: PerturbationRecord) {
            let points = sweep.points
            func largest(_ values: [Double]) -> String {
                values.filter(\.isFinite).max().map(NumberText.scientific) ?? NumberText.unknown
            }
            name = "v" + NumberText.lowered(sweep.direction)
            largestKL = largest(points.map(\.klDivergence))
            largestLossChange = largest(points.map { ($0.loss - record.baseLoss).magnitude })
            let accuracies = points.map(\.accuracy).filter(\.isFinite)
            if let low = accuracies.min(), let high = accuracies.max() {
                accuracyRange = NumberText.fixed(low, decimals: 3) + "–" + NumberText.fixed(high, decimals: 3)
            } else {
                accuracyRange = NumberText.left(NumberText.unknown, width: 11)
            }
        }
    }

    private func line(_ figures: Figures, hasHeadings: Bool) -> String {
        let kl = NumberText.right(figures.largestKL, width: 7)
        let loss = NumberText.right(figures.largestLossChange, width: 7)
        return hasHeadings
            ? "\(figures.name) \(kl)   \(loss)  \(figures.accuracyRange)"
            : "\(figures.name) KL \(kl)  Δloss \(loss)  \(figures.accuracyRange)"
    }

    /// How far the mean entropy of attention goes along each direction, in their order; nil for recordings without it.
    private func entropy(_ record: PerturbationRecord) -> String? {
        let spans = record.sweeps.compactMap { sweep -> String? in
            let values = sweep.points.compactMap(\.attentionEntropy).filter(\.isFinite)
            guard let low = values.min(), let high = values.max() else { return nil }
            return NumberText.scientific(high - low)
        }
        return spans.isEmpty ? nil : "Δ attention entropy " + spans.joined(separator: " ")
    }

    private func caption(_ record: PerturbationRecord) -> String {
        let largest = record.sweeps.flatMap(\.points).map(\.epsilon.magnitude).max()
        let reach = largest.map { "ε to ±\(NumberText.length($0))" } ?? ""
        let base = NumberText.fixed(record.baseAccuracy, decimals: 3)
        return "from \(base) · N \(record.interval) W \(record.window) · \(reach)"
    }
}
