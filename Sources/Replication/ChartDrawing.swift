internal import Foundation

/// A chart as inline SVG: its colours are the page's, so that it follows light and dark.
enum ChartDrawing {
    static let (width, height) = (760.0, 300.0)
    static let (left, right, top, bottom) = (64.0, 16.0, 14.0, 44.0)
    private static let colours = 9

    static func svg(_ chart: Chart) -> String {
        let drawn = chart.groups.isEmpty ? lines(chart) : bars(chart)
        let names = chart.groups.isEmpty ? chart.series.map { ($0.name, $0.colour, $0.style) } : barNames(chart)
        let legend = legend(names)
        return "<svg viewBox=\"0 0 \(number(width)) \(number(height + legend.height))\" role=\"img\" "
            + "aria-label=\"\(Markup.escaped(chart.title))\">\n\(drawn)\n\(legend.text)\n</svg>"
    }

    static func colour(_ index: Int) -> String { "var(--c\(index % colours))" }

    static func number(_ value: Double) -> String {
        let text = String(format: "%.1f", value)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    // MARK: Lines and points

    private static func lines(_ chart: Chart) -> String {
        let xs = chart.series.flatMap(\.x)
        let ys = chart.series.flatMap(\.y)
        guard let lowX = xs.min(), let highX = xs.max(), let lowY = ys.min(), let highY = ys.max() else { return "" }
        let x = Scale(lowX, highX, start: left, end: width - right)
        let range = chart.yRange ?? [lowY, highY]
        let y = Scale(range[0], range[1], start: height - bottom, end: top)
        var parts = axes(chart, x, y)
        for mark in chart.marks where mark.x >= x.low && mark.x <= x.high {
            let place = number(x.place(mark.x))
            parts.append(
                "<line x1=\"\(place)\" x2=\"\(place)\" y1=\"\(number(top))\" y2=\"\(number(height - bottom))\" "
                    + "stroke=\"var(--faint)\" stroke-dasharray=\"2 3\" />")
            parts.append(text(x.place(mark.x) + 4, top + 10, mark.name, "start"))
        }
        parts += chart.series.map { series($0, x, y) }
        return parts.joined(separator: "\n")
    }

    private static func series(_ series: Chart.Series, _ x: Scale, _ y: Scale) -> String {
        let colour = colour(series.colour)
        let points = zip(series.x, series.y).map { (number(x.place($0)), number(y.place(min(max($1, y.low), y.high)))) }
        switch series.style {
        case .line, .dashed:
            let dashes = series.style == .dashed ? " stroke-dasharray=\"5 4\"" : ""
            let path = points.map { "\($0.0),\($0.1)" }.joined(separator: " ")
            return "<polyline fill=\"none\" stroke=\"\(colour)\" stroke-width=\"1.5\"\(dashes) points=\"\(path)\" />"
        case .dots, .rings:
            let fill = series.style == .dots ? "fill=\"\(colour)\"" : "fill=\"none\" stroke=\"\(colour)\""
            return "<g \(fill)>" + points.map { "<circle cx=\"\($0.0)\" cy=\"\($0.1)\" r=\"2.5\" />" }.joined() + "</g>"
        }
    }

    static func axes(_ chart: Chart, _ x: Scale?, _ y: Scale) -> [String] {
        var parts: [String] = []
        for tick in y.ticks {
            let place = number(y.place(tick))
            parts.append(
                "<line x1=\"\(number(left))\" x2=\"\(number(width - right))\" y1=\"\(place)\" y2=\"\(place)\" "
                    + "stroke=\"var(--rule)\" />"
            )
            parts.append(text(left - 6, y.place(tick) + 4, y.text(tick), "end"))
        }
        for tick in x?.ticks ?? [] {
            parts.append(text(x?.place(tick) ?? 0, height - bottom + 16, x?.text(tick) ?? "", "middle"))
        }
        parts.append(text((left + width - right) / 2, height - 10, chart.xTitle, "middle"))
        let middle = number((top + height - bottom) / 2)
        parts.append(
            "<text x=\"14\" y=\"\(middle)\" text-anchor=\"middle\" transform=\"rotate(-90 14 \(middle))\">"
                + "\(Markup.escaped(chart.yTitle))</text>")
        return parts
    }

    static func text(_ x: Double, _ y: Double, _ words: String, _ anchor: String) -> String {
        "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">\(Markup.escaped(words))</text>"
    }

    // MARK: Legend

    private static func barNames(_ chart: Chart) -> [(String, Int, Chart.Series.Style)] {
        var names: [(String, Int, Chart.Series.Style)] = []
        for bar in chart.groups.flatMap(\.bars) where !names.contains(where: { $0.0 == bar.name }) {
            names.append((bar.name, bar.colour, .dots))
        }
        return names
    }

    /// Three columns below the chart.
    private static func legend(_ names: [(String, Int, Chart.Series.Style)]) -> (text: String, height: Double) {
        let rowHeight = 18.0
        let column = (width - left) / 3
        let parts = names.enumerated().map { index, entry in
            let x = left + Double(index % 3) * column
            let y = height + Double(index / 3) * rowHeight + 10
            let key =
                switch entry.2 {
                case .line, .dashed:
                    "<line x1=\"\(number(x))\" x2=\"\(number(x + 18))\" y1=\"\(number(y))\" y2=\"\(number(y))\" "
                        + "stroke=\"\(colour(entry.1))\" stroke-width=\"2\""
                        + (entry.2 == .dashed ? " stroke-dasharray=\"5 4\" />" : " />")
                case .dots: "<circle cx=\"\(number(x + 9))\" cy=\"\(number(y))\" r=\"4\" fill=\"\(colour(entry.1))\" />"
                case .rings:
                    "<circle cx=\"\(number(x + 9))\" cy=\"\(number(y))\" r=\"4\" fill=\"none\" "
                        + "stroke=\"\(colour(entry.1))\" />"
                }
            return key + text(x + 24, y + 4, entry.0, "start")
        }
        return (parts.joined(separator: "\n"), Double((names.count + 2) / 3) * rowHeight + 6)
    }
}
