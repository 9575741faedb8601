import Lifecycle
import RunEvents
import TerminalUI

/// The class of the paper's window as it is read three ways, how often these agree, and what is known of v₁…v₄.
struct ClassesView: Widget {
    let theme: Theme
    let edge: EdgeHistory
    /// What it says before there is anything about classes.
    let emptyText: String

    func render(into frame: inout Frame, in rect: Rect) {
        PanelBox(title: TextLine("classes", theme[.title]), values: values, frameStyle: theme[.probeFrame])
            .render(into: &frame, in: rect)
        guard edge.hasClasses else {
            EmptyText(text: emptyText, style: theme[.inactive])
                .render(into: &frame, in: rect.insideBox)
            return
        }
        let lines = readings + (0..<4).map(direction) + [gapLine, responseLine] + [circleLine].compactMap(\.self)
        TextColumns(lines: lines, leastWidth: 36).render(into: &frame, in: rect.insideBox.inset(left: 1, right: 1))
    }

    private var values: [PanelBox.Value] {
        let factor = edge.compression?.factor.map { "÷" + NumberText.ratio($0) } ?? NumberText.unknown
        let control = edge.response.map { mean($0.controlR2) } ?? nil
        let window = edge.spectrum.map { "N \($0.interval) W \($0.window)" } ?? ""
        return [
            PanelBox.Value(TextLine(window, theme[.inactive]), importance: 0),
            PanelBox.Value(
                TextLine("random R² \(AnswerPanel.decimals(control, width: 5))", theme[.inactive]), importance: 1),
            PanelBox.Value(TextLine("g₂₃ \(NumberText.right(factor, width: 7))", theme[.text]), importance: 2),
        ]
    }

    // MARK: The three readings

    private var readings: [TextLine] {
        let classes = edge.classes
        let step = edge.response.map { " at \(NumberText.grouped($0.step))" } ?? ""
        let each = agreement(classes?.predictedContent)
        return [
            reading("drive", classes?.byDrive, ""),
            reading("predicted", classes?.predicted, agreement(classes?.drivePredicted)),
            reading("content", classes?.byContent, agreement(classes?.driveContent) + step),
            TextLine("n/m as by drive; each other " + (each.isEmpty ? NumberText.unknown : each), theme[.inactive]),
        ]
    }

    private func reading(_ name: String, _ driveClass: DriveClass?, _ detail: String) -> TextLine {
        var line = TextLine(NumberText.left(name, width: 10), theme[.inactive])
        let glyph = driveClass.map(ClassLook.glyph) ?? "·"
        let style = driveClass.map { theme[ClassLook.role($0)] } ?? theme[.inactive]
        line.append("\(glyph) " + NumberText.left(driveClass?.rawValue ?? NumberText.unknown, width: 12), style)
        line.append(detail, theme[.text])
        return line
    }

    /// The times that two were the same, of those that both were there: 12/15.
    private func agreement(_ agreement: Agreement?) -> String {
        guard let agreement, agreement.total > 0 else { return "" }
        return "\(agreement.agreed)/\(agreement.total)"
    }

    // MARK: Directions

    /// "v₁ R² 0.800  α 0.990  18°  h 7.8e-2".
    private func direction(_ index: Int) -> TextLine {
        let flow = edge.gapFlow.newest
        let isLeading = flow?.kStar == index + 1
        var line = TextLine("v" + NumberText.lowered(index + 1), theme[isLeading ? .title : .text])
        line.append(" R²\(AnswerPanel.decimals(edge.response?.functionalR2.at(index)))", theme[.text])
        line.append(" α\(AnswerPanel.decimals(flow?.stability.at(index)))", theme[.text])
        let turned =
            edge.spectrum?.rotationDegrees.at(index).map { NumberText.fixed($0, decimals: 0) } ?? NumberText.unknown
        line.append(" \(NumberText.right(turned, width: 2))°", theme[.text])
        let curvature = flow?.curvatures.at(index).map(NumberText.scientific) ?? NumberText.unknown
        line.append(" h \(NumberText.right(curvature, width: 7))", theme[.text])
        return line
    }

    private var gapLine: TextLine {
        guard let compression = edge.compression, let newest = compression.newest, let peak = compression.peak else {
            return TextLine()
        }
        return TextLine(
            "g₂₃ \(NumberText.scientific(newest)), at its peak \(NumberText.scientific(peak))", theme[.inactive])
    }

    private var responseLine: TextLine {
        guard let response = edge.response else { return TextLine() }
        let step = NumberText.grouped(response.step)
        let tokens = NumberText.grouped(response.scoredTokens)
        return TextLine("R² of \(response.coordinate.name) at \(step), n = \(tokens)", theme[.inactive])
    }

    /// What functional R² of a residue's number cannot see; nil where nothing lies on a circle.
    private var circleLine: TextLine? {
        guard let response = edge.response, let r2 = response.circularR2?.first,
            let frequency = response.circularFrequency?.first
        else { return nil }
        let control = response.controlCircularR2.map { mean($0) } ?? nil
        return TextLine(
            "v₁ on the circle R²\(AnswerPanel.decimals(r2)) at k = \(frequency), random"
                + AnswerPanel.decimals(control), theme[.inactive])
    }

    private func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}

extension Panel {
    /// The class of the edge as it is read three ways.
    package static let classes = Panel("classes", .course, of: [.trained], roomFrom: 208) {
        ClassesView(theme: $0.theme, edge: $0.run.edge, emptyText: $0.coarse.emptyText)
    }
}

extension Array {
    /// nil where there is none.
    func at(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
