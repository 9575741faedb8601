extension ChartDrawing {
    /// Groups of bars from zero, each with one s.d. to either side.
    static func bars(_ chart: Chart) -> String {
        let all = chart.groups.flatMap(\.bars)
        let ends = [0] + all.map { $0.value - ($0.deviation ?? 0) } + all.map { $0.value + ($0.deviation ?? 0) }
        let range = chart.yRange ?? [ends.min() ?? 0, ends.max() ?? 1]
        let y = Scale(range[0], range[1], start: height - bottom, end: top)
        var parts = axes(chart, nil, y)
        let groupWidth = (width - left - right) / Double(max(chart.groups.count, 1))
        for (index, group) in chart.groups.enumerated() {
            let start = left + Double(index) * groupWidth
            parts.append(text(start + groupWidth / 2, height - bottom + 16, group.name, "middle"))
            let barWidth = min(groupWidth * 0.8 / Double(max(group.bars.count, 1)), 60)
            let first = start + (groupWidth - barWidth * Double(group.bars.count)) / 2
            for (place, bar) in group.bars.enumerated() {
                parts += draw(bar, x: first + Double(place) * barWidth, width: barWidth, y)
            }
        }
        return parts.joined(separator: "\n")
    }

    private static func draw(_ bar: Chart.Bar, x: Double, width: Double, _ y: Scale) -> [String] {
        func place(_ value: Double) -> Double { y.place(min(max(value, y.low), y.high)) }
        let (base, end) = (place(0), place(bar.value))
        var parts = [
            "<rect x=\"\(number(x + 1))\" y=\"\(number(min(base, end)))\" width=\"\(number(width - 2))\" "
                + "height=\"\(number(max(abs(end - base), 0.5)))\" fill=\"\(colour(bar.colour))\" />"
        ]
        if let deviation = bar.deviation {
            let middle = number(x + width / 2)
            parts.append(
                "<line x1=\"\(middle)\" x2=\"\(middle)\" y1=\"\(number(place(bar.value - deviation)))\" "
                    + "y2=\"\(number(place(bar.value + deviation)))\" stroke=\"var(--ink)\" />")
        }
        return parts
    }
}
