import RunEvents
import TerminalUI

/// What is periodic: states along positions; and of modular arithmetic the key frequencies of the embedding.
struct FourierView: Widget {
    let panel: AnswerPanel
    let record: FourierRecord?

    private var theme: Theme { panel.theme }

    func render(into frame: inout Frame, in rect: Rect) {
        guard let record else {
            return panel.renderEmpty(into: &frame, in: rect)
        }
        let newest = record.embedding ?? record.positional.last?.spectrum
        let values = [
            panel.tokens(record.tokens, width: rect.width),
            panel.unit("top five hold \(AnswerPanel.decimals(newest?.topShare, width: 5))"),
        ]
        let inside = panel.render(record.step, values, into: &frame, in: rect)
        var rest = inside
        if let embedding = record.embedding { render("residues", embedding, into: &frame, in: rest.takeTop(1)) }
        for positional in record.positional where rest.height > 0 {
            let name = positional.layers.map { $0 == 0 ? "embedding" : "after layer \($0)" } ?? "head reads"
            render(name, positional.spectrum, into: &frame, in: rest.takeTop(1))
        }
        if let embedding = record.embedding, rest.height > 1 { render(peaks: embedding, into: &frame, in: &rest) }
        guard rest.height > 0 else { return }
        frame.text(
            "largest frequencies k, over positions or residues", x: inside.x, y: inside.bottom - 1,
            style: theme[.inactive], limit: inside.width)
    }

    /// "after layer 2  k 1 0.412, 2 0.210  gini 0.71  ▇▃▁".
    private func render(_ name: String, _ spectrum: FourierRecord.Spectrum, into frame: inout Frame, in row: Rect) {
        var line = TextLine(NumberText.left(name, width: 14), theme[.inactive])
        let count = row.width >= 56 ? 2 : 1
        let peaks = spectrum.top.prefix(count).map {
            "k\(NumberText.right("\($0.frequency)", width: 3))\(AnswerPanel.decimals($0.share))"
        }
        line.append(NumberText.left(peaks.joined(separator: "  "), width: count * 12 - 2), theme[.text])
        line.append("  gini\(AnswerPanel.decimals(spectrum.gini))", theme[.inactive])
        let used = frame.text(line, x: row.x, y: row.y, limit: row.width)
        Sparkline(values: spectrum.shares, style: theme[.text], symbols: panel.symbols)
            .render(into: &frame, in: row.inset(left: used + 2))
    }

    /// A bar for each of the largest.
    private func render(peaks spectrum: FourierRecord.Spectrum, into frame: inout Frame, in rest: inout Rect) {
        for peak in spectrum.top where rest.height > 1 {
            let row = rest.takeTop(1)
            let text =
                "  k\(NumberText.right("\(peak.frequency)", width: 4))\(AnswerPanel.decimals(peak.share, width: 8))"
            let used = frame.text(text, x: row.x, y: row.y, style: theme[.text], limit: row.width)
            HorizontalBar(share: peak.share, style: theme[.gradient], symbols: panel.symbols)
                .render(into: &frame, in: row.inset(left: used + 2))
        }
    }
}
