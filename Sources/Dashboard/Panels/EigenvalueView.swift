import RunEvents
import TerminalUI

/// The eigenvalues of the Gram matrix, on a logarithmic scale.
struct EigenvalueView: Widget {
    let theme: Theme
    let symbols: Symbols
    let span: TimeSpan
    let window: WindowSlice
    /// The window that figures are of.
    let read: WindowSlice

    private var history: SpectrumHistory { window.history }

    static let gutter = 5

    func render(into frame: inout Frame, in rect: Rect) {
        PanelBox(
            title: TextLine("Gram eigenvalues", theme[.title]), values: values, frameStyle: theme[.spectrumFrame]
        ).render(into: &frame, in: rect)
        let inside = rect.insideBox
        let plot = inside.inset(left: EigenvalueView.gutter)
        guard let shown = Decades.bounds(extremes) else {
            EmptyText(text: window.emptyText, style: theme[.inactive])
                .render(into: &frame, in: inside)
            return
        }
        let (exponents, labels) = Decades.axis(shown, rows: plot.height)
        let scale = ValueScale.logarithmic(exponents)
        // A space before the plot, but for 1e-10 and beyond.
        let isWide = labels.contains { $0.text.utf8.count >= EigenvalueView.gutter }
        ValueAxis(scale: scale, labels: labels, style: theme[.axis]).render(
            into: &frame,
            in: Rect(
                x: inside.x, y: inside.y, width: EigenvalueView.gutter - (isWide ? 0 : 1), height: inside.height))
        LineChart(series: series, steps: span.steps, scale: scale, symbols: symbols)
            .render(into: &frame, in: plot)
        ReadingLine(theme: theme, span: span).render(into: &frame, in: plot)
    }

    /// The smallest and the largest eigenvalue of all, or of the part that is looked at.
    private var extremes: ClosedRange<Double>? {
        guard span.magnification > 1 else { return history.extremes }
        var extremes = Extremes()
        for index in Theme.eigenvalueRoles.indices {
            extremes.take(history.eigenvalues(index).extremes(within: span.steps))
        }
        return extremes.range ?? history.extremes
    }

    /// Smaller ones first, so that the largest lies on top.
    private var series: [LineChart.Series] {
        Theme.eigenvalueRoles.indices.reversed().map { index in
            LineChart.Series(
                points: history.eigenvalues(index), style: theme[Theme.eigenvalueRoles[index]],
                mark: Unicode.Scalar(UInt32(0x31 + index)) ?? "*")
        }
    }

    private var values: [PanelBox.Value] {
        guard let interval = window.interval, let length = window.length else { return [] }
        let newest = read.history.newest
        let ratio = newest?.gapRatio.map(NumberText.ratio) ?? NumberText.unknown
        let kStar = newest.map { String($0.kStar) } ?? NumberText.unknown
        let style = theme[.text]
        return [
            PanelBox.Value(TextLine("log", theme[.inactive]), importance: 0),
            PanelBox.Value(TextLine("N \(interval) W \(length)", theme[.inactive]), importance: 3),
            PanelBox.Value(TextLine("R \(NumberText.right(ratio, width: 4))", style), importance: 2),
            PanelBox.Value(TextLine("k* \(kStar)", style), importance: 1),
        ]
    }
}

extension Panel {
    /// λ₁…λ₅ of the updates over time.
    package static let eigenvalues = Panel("Gram eigenvalues", .spectrum, roomFrom: 0, sharesTime: true) {
        EigenvalueView(
            theme: $0.theme, symbols: $0.symbols, span: $0.span, window: $0.shownWindow,
            read: $0.readWindow)
    }
}
