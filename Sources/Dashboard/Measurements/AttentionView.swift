import RunEvents
import TerminalUI

/// Entropy of each head and its distance from uniform attention, with mean patterns in shades: as many heads as there
/// is room for, those furthest from uniform first.
struct AttentionView: Widget {
    let panel: AnswerPanel
    let record: AttentionRecord?

    private var theme: Theme { panel.theme }
    private static let figuresWidth = 31
    /// Columns below which a map has no shape.
    private static let leastMap = 6
    /// Between maps.
    private static let gap = 2

    private struct Row {
        var name: String
        var head: AttentionRecord.Head
    }

    func render(into frame: inout Frame, in rect: Rect) {
        guard let record else {
            return panel.renderEmpty(into: &frame, in: rect)
        }
        let summary = record.summary
        let values = [
            PanelBox.Value(
                TextLine("uniform \(NumberText.fixed(summary.uniformEntropy, decimals: 2))", theme[.inactive]),
                importance: 0),
            panel.tokens(record.tokens, width: rect.width),
            panel.unit("entropy \(NumberText.fixed(summary.positionEntropy, decimals: 2))"),
        ]
        let inside = panel.render(record.step, values, into: &frame, in: rect)
        let rows = record.attentions.flatMap { attention in
            attention.heads.enumerated().map { Row(name: "\(name(attention)).\($0 + 1)", head: $1) }
        }
        let mapsWidth = renderMaps(rows, into: &frame, in: inside.inset(left: AttentionView.figuresWidth))
        let figures = inside.inset(right: mapsWidth)
        var lines = rows.map(line)
        if figures.height > lines.count {
            lines.insert(TextLine("head    entropy   /ln n distant", theme[.axis]), at: 0)
        }
        TextColumns(lines: lines, leastWidth: 30).render(into: &frame, in: figures)
    }

    /// L of an encoder, D of a decoder, X of its attention across; then the layer.
    private func name(_ attention: AttentionRecord.Attention) -> String {
        switch attention.kind {
        case .encoderSelf: "L\(attention.layer)"
        case .decoderSelf: "D\(attention.layer)"
        case .decoderCross: "X\(attention.layer)"
        }
    }

    private func line(_ row: Row) -> TextLine {
        let summary = row.head.summary
        var line = TextLine(NumberText.left(row.name, width: 7), theme[.inactive])
        line.append(AnswerPanel.decimals(summary.entropy, width: 8), theme[.text])
        line.append(AnswerPanel.decimals(summary.relativeEntropy, width: 8), theme[.inactive])
        line.append(AnswerPanel.decimals(summary.distanceFromUniform, width: 8), theme[.text])
        return line
    }

    /// Down the queries, across the keys; about as wide as high to the eye. Its name stands above each, where there is
    /// a row.
    ///
    /// - Returns: the columns used, from the right.
    private func renderMaps(_ rows: [Row], into frame: inout Frame, in rect: Rect) -> Int {
        let height = rect.height > 4 ? rect.height - 1 : rect.height
        let keys = rows.map { $0.head.pattern.map(\.count).max() ?? 0 }.max() ?? 0
        let width = min(keys, height * 2, rect.width - AttentionView.gap)
        guard height >= 3, width >= min(keys, AttentionView.leastMap) else { return 0 }
        let count = min(rows.count, rect.width / (width + AttentionView.gap))
        let byDistance = rows.indices.sorted { distance(rows[$0]) > distance(rows[$1]) }
        let used = count * (width + AttentionView.gap)
        var x = rect.right - used + AttentionView.gap
        for index in byDistance.prefix(count).sorted() {
            if height < rect.height { frame.text(rows[index].name, x: x, y: rect.y, style: theme[.axis], limit: width) }
            HeatMap(rows: rows[index].head.pattern, style: theme[.text], emptyStyle: theme[.inactive])
                .render(into: &frame, in: Rect(x: x, y: rect.bottom - height, width: width, height: height))
            x += width + AttentionView.gap
        }
        return used
    }

    private func distance(_ row: Row) -> Double {
        let distance = row.head.summary.distanceFromUniform ?? 0
        return distance.isFinite ? distance : 0
    }
}
