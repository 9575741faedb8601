internal import Survey
internal import TerminalUI

/// The box of the curves: the test accuracy of every run of the chosen cell, and over them median and quartiles.
struct CurvesPanel: Widget {
    private let model: BoardModel
    private var theme: Theme { model.theme }

    init(_ model: BoardModel) { self.model = model }

    private static let axisWidth = 4

    func render(into frame: inout Frame, in rect: Rect) {
        guard rect.width > Self.axisWidth + 4, rect.height > 4 else { return }
        let count = model.chosen?.runs.count ?? 0
        PanelBox(
            title: TextLine("test accuracy", theme[.inactive]),
            values: [
                .init(TextLine(count == 1 ? "1 run" : "\(count) runs", theme[.inactive]), importance: 1),
                .init(TextLine(count > 1 ? "median, quartiles" : "", theme[.test]), importance: 0),
            ], frameStyle: theme[.axis]
        ).render(into: &frame, in: rect)
        let inside = rect.insideBox
        guard let group = model.chosen else { return }
        let curves = CellCurves(group)
        guard curves.lastStep > 0 else {
            frame.text("nothing was evaluated", x: inside.x + 1, y: inside.y, style: theme[.inactive])
            return
        }
        let plot = inside.inset(left: Self.axisWidth, bottom: 1)
        let (steps, scale) = (StepRange(last: curves.lastStep), ValueScale.linear(0...1))
        ValueAxis(
            scale: scale, labels: [1, 0, 0.5].map { .init(value: $0, text: NumberText.fixed($0, decimals: 1)) },
            style: theme[.axis]
        ).render(into: &frame, in: Rect(x: inside.x, y: plot.y, width: Self.axisWidth - 1, height: plot.height))
        StepAxis(steps: steps, style: theme[.axis]).render(
            into: &frame, in: Rect(x: plot.x, y: plot.bottom, width: plot.width, height: 1))
        let isAlone = curves.runs.count < 2
        var series = curves.runs.map {
            LineChart.Series(points: $0, style: theme[isAlone ? .test : .inactive], mark: isAlone ? "*" : ".")
        }
        if !isAlone {
            let quartile = theme[.test].adding(.dim)
            series += [curves.lower, curves.upper].map { LineChart.Series(points: $0, style: quartile, mark: "-") }
            series.append(LineChart.Series(points: curves.median, style: theme[.test], mark: "*"))
        }
        LineChart(series: series, steps: steps, scale: scale, symbols: model.symbols).render(into: &frame, in: plot)
    }
}
