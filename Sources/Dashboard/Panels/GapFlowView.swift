import RunEvents
import TerminalUI

/// What makes the gap of the paper's window grow or close, as published: the three terms of its flow over time, stacked
/// by sign. They differ in size by orders of magnitude, so that each interval shows their parts of |T1| + |T2| + |T3|.
struct GapFlowView: Widget {
    let theme: Theme
    let span: TimeSpan
    let history: GapHistory<GapFlowRecord>
    /// The same up to the step whose figures are shown.
    let read: GapHistory<GapFlowRecord>
    /// Steps between two gap flows.
    let hold: Int
    /// What it says before there is one.
    let emptyText: String

    /// Rows from which the terms are named inside.
    private static let roomForNames = 6

    static func looks(_ theme: Theme) -> [Ribbon.Look] {
        [Ribbon.Look("░", theme[.text]), Ribbon.Look("▒", theme[.decay]), Ribbon.Look("█", theme[.gradient])]
    }

    static let names = ["curvature", "damping", "driving"]

    func render(into frame: inout Frame, in rect: Rect) {
        PanelBox(
            title: TextLine(name(width: rect.width), theme[.title]), values: values(width: rect.width),
            frameStyle: theme[.spectrumFrame]
        ).render(into: &frame, in: rect)
        var inside = rect.insideBox
        guard history.newest != nil else {
            EmptyText(text: emptyText, style: theme[.inactive]).render(into: &frame, in: inside)
            return
        }
        if inside.height >= GapFlowView.roomForNames {
            renderNames(into: &frame, in: inside.row(inside.height - 1))
            inside = inside.inset(bottom: 1)
        }
        let records = history.records
        GapStack(
            theme: theme, span: span,
            samples: StepSamples(count: records.count, step: { records[$0].step }) { index in
                shares(records[index])
            }, looks: GapFlowView.looks(theme), hold: hold, changes: history.changes, edge: rect.bottom - 1
        ).render(into: &frame, in: inside)
    }

    /// The three terms as parts of |T1| + |T2| + |T3|, each with its sign. However far their sizes lie apart, they
    /// share a scale.
    private func shares(_ record: GapFlowRecord) -> [Double]? {
        record.terms.flatMap { SignedStack.shares([$0.curvature, $0.damping, $0.driving]) }
    }

    private func name(width: Int) -> String {
        width >= 78 ? "gap flow as published" : width >= 46 ? "gap as published" : "as published"
    }

    private func renderNames(into frame: inout Frame, in row: Rect) {
        let parts = read.newest.flatMap(shares)
        var line = TextLine()
        for (index, look) in GapFlowView.looks(theme).enumerated() {
            let share = parts.map { NumberText.signed($0[index] * 100, decimals: 0) } ?? NumberText.unknown
            let gap = index == 0 ? "" : "  "
            line.append("\(gap)\(look.glyph) ", look.style)
            line.append("\(GapFlowView.names[index]) \(NumberText.right(share, width: 4))", theme[.inactive])
        }
        line.append(" %", theme[.inactive])
        frame.text(line, x: row.x, y: row.y, limit: row.width)
    }

    private func values(width: Int) -> [PanelBox.Value] {
        guard let newest = read.newest else { return [] }
        let isWide = width >= 78
        // Of different gaps the two are not to be compared.
        let style = newest.kStarChanged ? theme[.marker] : theme[.text]
        func value(_ long: String, _ short: String, _ number: Double?, _ importance: Int) -> PanelBox.Value {
            let text = number.map(NumberText.scientificSigned) ?? NumberText.unknown
            return PanelBox.Value(
                TextLine("\(isWide ? long : short) \(NumberText.right(text, width: 7))", style), importance: importance)
        }
        let moved = newest.kStarChanged ? "k* \(newest.previousKStar ?? 0)→\(newest.kStar)" : "k* \(newest.kStar)  "
        return [
            PanelBox.Value(
                TextLine(moved, newest.kStarChanged ? style : theme[.inactive]), importance: 0),
            // What was said an interval ago, beside what has come since.
            value("predicted", "pred", read.forecast, 1), value("measured", "meas", newest.measuredChange, 2),
        ]
    }
}

extension Panel {
    /// The three terms of the published gap flow over time.
    package static let gapFlow = Panel("gap flow as published", .spectrum, of: [.trained], sharesTime: true) {
        GapFlowView(
            theme: $0.theme, span: $0.span, history: $0.run.edge.gapFlow, read: $0.figures.edge.gapFlow,
            hold: $0.coarse.hold,
            emptyText: $0.gapFlowEmptyText)
    }
}

extension Model {
    fileprivate var gapFlowEmptyText: String {
        let isMeasured = run.config?.spectrum.measurements.map { $0.curvatureSequences > 0 } ?? false
        return run.config == nil || isMeasured ? coarse.emptyText : "this run does not measure it"
    }
}
