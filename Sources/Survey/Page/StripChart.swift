internal import Foundation
internal import Replication

/// A figure of every run as inline SVG: a row for each condition, a dot for each run, the box from the lower quartile
/// to the upper one with the median, and the mean's interval as a line below.
struct StripChart {
    private let figure: SurveyFigure
    private let rows: [(label: String, values: [Double])]
    private let x: Scale

    private static let width = 760.0
    private static let (left, right, rowHeight, bottom) = (230.0, 16.0, 34.0, 26.0)

    /// nil where no run has the figure.
    init?(_ figure: SurveyFigure, _ groups: [SurveyGroup]) {
        self.figure = figure
        rows = groups.map { ($0.label, $0.values(figure)) }
        let all =
            rows.flatMap(\.values)
            + rows.compactMap { SampleMean($0.values)?.interval(0.95) }
            .flatMap { [$0.lowerBound, $0.upperBound] }
        guard let low = all.min(), let high = all.max() else { return nil }
        x = Scale(low, high, start: Self.left, end: Self.width - Self.right)
    }

    var svg: String {
        let height = Self.rowHeight * Double(rows.count)
        let ticks = x.ticks.map { tick in
            let place = Self.text(x.place(tick))
            return
                "<line x1=\"\(place)\" x2=\"\(place)\" y1=\"0\" y2=\"\(Self.text(height))\" stroke=\"var(--rule)\" />"
                + Self.label(x.place(tick), height + 16, x.text(tick), "middle")
        }
        let body = rows.enumerated().map { row($0.element.label, $0.element.values, $0.offset) }
        return "<svg viewBox=\"0 0 \(Self.text(Self.width)) \(Self.text(height + Self.bottom))\" role=\"img\" "
            + "aria-label=\"\(Markup.escaped(figure.title))\">\n\((ticks + body).joined(separator: "\n"))\n</svg>"
    }

    private func row(_ label: String, _ values: [Double], _ index: Int) -> String {
        let middle = Self.rowHeight * (Double(index) + 0.5)
        let colour = "var(--c\(index % Conditions.most))"
        var parts = [Self.label(Self.left - 10, middle + 4, Self.short(label), "end")]
        if let low = Quantile.of(values, 0.25), let median = Quantile.of(values, 0.5),
            let high = Quantile.of(values, 0.75)
        {
            let (start, end, place) = (x.place(low), x.place(high), Self.text(x.place(median)))
            parts.append(
                "<rect x=\"\(Self.text(start))\" y=\"\(Self.text(middle - 7))\" width=\"\(Self.text(end - start))\" "
                    + "height=\"14\" fill=\"\(colour)\" opacity=\"0.2\" />")
            parts.append(
                "<line x1=\"\(place)\" x2=\"\(place)\" y1=\"\(Self.text(middle - 8))\" y2=\"\(Self.text(middle + 8))\" "
                    + "stroke=\"\(colour)\" stroke-width=\"2\" />")
        }
        if let interval = SampleMean(values)?.interval(0.95) {
            let y = Self.text(middle + 12)
            parts.append(
                "<line x1=\"\(Self.text(x.place(interval.lowerBound)))\" "
                    + "x2=\"\(Self.text(x.place(interval.upperBound)))\" y1=\"\(y)\" y2=\"\(y)\" "
                    + "stroke=\"var(--ink)\" />"
            )
        }
        parts += values.map {
            "<circle cx=\"\(Self.text(x.place($0)))\" cy=\"\(Self.text(middle))\" r=\"3\" fill=\"\(colour)\" />"
        }
        return parts.joined()
    }

    /// What there is room for; the table below the chart has the rest.
    private static func short(_ label: String) -> String {
        label.count > 34 ? String(label.prefix(33)) + "…" : label
    }

    private static func label(_ x: Double, _ y: Double, _ words: String, _ anchor: String) -> String {
        "<text x=\"\(text(x))\" y=\"\(text(y))\" text-anchor=\"\(anchor)\">\(Markup.escaped(words))</text>"
    }

    private static func text(_ value: Double) -> String { String(format: "%.1f", value) }
}
