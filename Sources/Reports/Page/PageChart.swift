internal import RunEvents
internal import TerminalUI

/// A chart of a report: curves over the steps of the run. The picture stands without a script; the values under the
/// pointer need the one of the page.
struct PageChart: Sendable {
    /// What stands above it.
    var title: String
    /// One sentence on what is drawn; empty for none.
    var note = ""
    var series: [PageSeries]
    var isLogarithmic = false
    /// What the axis covers at least; nil for the values alone.
    var bounds: ClosedRange<Double>?

    /// The chart as HTML; nil where no curve has a value that can be drawn.
    ///
    /// - Parameters:
    ///   - axis: the steps that all charts share.
    ///   - marks: what happened, as lines across the chart.
    func html(_ axis: PageAxis, _ marks: [PageMark]) -> String? {
        let drawn = series.filter { !$0.points.isEmpty }
        guard let scale = PageScale(drawn, isLogarithmic: isLogarithmic, within: bounds) else { return nil }
        let grid = scale.ticks.map { "M0 \(PageNumber.place(1_000 * (1 - scale.share(ofPlace: $0.value))))H1000" }
        let curves = drawn.map { "<path class=\"curve \($0.role)\" d=\"\(path($0, axis, scale))\"/>" }
        let labels = scale.ticks.map { tick in
            "<span class=\"y\" style=\"top:\(PageNumber.place(100 * (1 - scale.share(ofPlace: tick.value))))%\">"
                + "\(MarkupText.escaped(tick.label))</span>"
        }
        let lines = marks.map { mark in
            "<path class=\"mark\" d=\"M\(PageNumber.place(axis.place(mark.step))) 0V1000\"/>"
        }
        let signs = marks.map { mark in
            "<span class=\"sign\" style=\"left:\(PageNumber.place(axis.place(mark.step) / 10))%\" "
                + "title=\"\(MarkupText.escaped(mark.text))\">\(MarkupText.escaped(mark.sign))</span>"
        }
        return """
            <figure class="chart"><figcaption><b>\(MarkupText.escaped(title))</b>\(legend(drawn))</figcaption>
            <div class="plot"><svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" \
            aria-label="\(MarkupText.escaped(title))"><path class="grid" d="\(grid.joined())"/>
            \(lines.joined())\(curves.joined(separator: "\n"))</svg>
            \(labels.joined())\(signs.joined())<i class="cursor"></i></div>
            \(axis.labels)\(note.isEmpty ? "" : "<p class=\"note\">\(MarkupText.escaped(note))</p>")</figure>

            """
    }

    private func legend(_ series: [PageSeries]) -> String {
        series.map { curve in
            let last = curve.points.last { $0.value.isFinite }
            let value = last.map { NumberText.length($0.value) } ?? NumberText.unknown
            return " <span class=\"key\"><i class=\"swatch \(curve.role)\"></i>\(MarkupText.escaped(curve.name)) "
                + "<output data-last=\"\(MarkupText.escaped(value))\">\(MarkupText.escaped(value))</output></span>"
        }.joined()
    }

    /// The curve; a value that cannot be drawn is a gap.
    private func path(_ series: PageSeries, _ axis: PageAxis, _ scale: PageScale) -> String {
        var path = ""
        var isDown = false
        for point in series.points {
            guard let share = scale.share(point.value) else {
                isDown = false
                continue
            }
            let place =
                PageNumber.place(axis.place(point.step)) + " "
                + PageNumber.place(1_000 * min(1.5, max(-0.5, 1 - share)))
            // A value alone is a dot: a line without length has round ends.
            path += isDown ? "L\(place)" : "M\(place)h0"
            isDown = true
        }
        return path
    }

    /// What the script reads: the points of each curve, steps as differences.
    var data: String {
        series.filter { !$0.points.isEmpty }.map { curve in
            var before = 0
            let steps = curve.points.map { point in
                defer { before = point.step }
                return "\(point.step - before)"
            }
            let values = curve.points.map { PageNumber.json($0.value) }
            return "{\"s\":[\(steps.joined(separator: ","))],\"v\":[\(values.joined(separator: ","))]}"
        }.joined(separator: ",")
    }
}
