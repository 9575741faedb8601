/// Curves over steps. Every value counts: where several fall into one column of dots, all between the smallest and the
/// largest is drawn, so that a dip of a single evaluation keeps its depth on the screen. Drawing takes
/// O(columns · log n), since the first, last, smallest and largest value say all about what falls into a column.
package struct LineChart: Widget {
    /// Drawn in order: later ones lie on top.
    package var series: [Series]
    /// The steps from the left to the right edge. A line goes on to the values before and after them.
    package var steps: StepRange
    /// Where a value lies between the lower and the upper edge.
    package var scale: ValueScale
    /// Decides how many dots a cell has.
    package var symbols: Symbols

    /// One curve.
    package struct Series {
        /// Its values by step. Infinite values, and those without a place on the scale, interrupt it.
        package var points: StepSeries
        /// Style of the cells that it was the last to draw in.
        package var style: Style
        /// What it is drawn with in ASCII.
        package var mark: Unicode.Scalar

        /// A curve through these values.
        package init(points: StepSeries, style: Style, mark: Unicode.Scalar) {
            self.points = points
            self.style = style
            self.mark = mark
        }
    }

    /// A chart of curves over these steps.
    package init(series: [Series], steps: StepRange, scale: ValueScale, symbols: Symbols) {
        self.series = series
        self.steps = steps
        self.scale = scale
        self.symbols = symbols
    }

    /// Draws the curves over the whole rectangle; cells without a dot keep what was there.
    package func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        var raster = PlotRaster(width: rect.width, height: rect.height, symbols: symbols)
        let time = TimeScale(steps, columns: raster.columns)
        for (index, series) in series.enumerated() {
            draw(series.points, index, time, &raster)
        }
        raster.render(into: &frame, in: rect) { (series[$0].style, series[$0].mark) }
    }

    private func draw(_ points: StepSeries, _ owner: Int, _ time: TimeScale, _ raster: inout PlotRaster) {
        var index = points.firstIndex(atOrAfter: steps.first)
        var previous = edge(points, between: index - 1, and: index, at: 0, time, raster)
        while index < points.count, let column = time.column(of: points.step(at: index)) {
            let end = points.firstIndex(atOrAfter: time.steps(in: column).upperBound)
            let range = index..<end
            index = end
            var joined = range.lowerBound
            for run in runs(of: points, in: range, rows: raster.rows) {
                if run.lowerBound > joined { previous = nil }
                draw(points, run, column, from: previous, owner, &raster)
                previous = row(of: points.value(at: run.upperBound - 1), raster).map { (column, $0) }
                joined = run.upperBound
            }
            if joined < range.upperBound { previous = nil }
        }
        if let previous, let end = edge(points, between: index - 1, and: index, at: time.columns - 1, time, raster) {
            connect(previous, end, owner, &raster)
        }
    }

    /// Where the line between two neighbours crosses the edge of the chart, of which one of them lies outside; nil
    /// where there is no such line.
    private func edge(
        _ points: StepSeries, between before: Int, and after: Int, at column: Int, _ time: TimeScale,
        _ raster: PlotRaster
    ) -> (column: Int, row: Double)? {
        guard before >= 0, after < points.count, let from = row(of: points.value(at: before), raster),
            let to = row(of: points.value(at: after), raster)
        else { return nil }
        let (start, end) = (steps.place(of: points.step(at: before)), steps.place(of: points.step(at: after)))
        guard end > start else { return nil }
        let share = ((column == 0 ? 0 : 1) - start) / (end - start)
        return share > 0 && share < 1 ? (column, from + (to - from) * share) : nil
    }

    private func row(of value: Double, _ raster: PlotRaster) -> Double? {
        scale.row(of: value, rows: raster.rows)
    }

    /// A stretch without a gap that falls into one column, and the line to it.
    private func draw(
        _ points: StepSeries, _ run: Range<Int>, _ column: Int, from previous: (column: Int, row: Double)?,
        _ owner: Int, _ raster: inout PlotRaster
    ) {
        if let previous, let first = row(of: points.value(at: run.lowerBound), raster) {
            connect(previous, (column, first), owner, &raster)
            // The line has drawn its end.
            if run.count == 1 { return }
        }
        let extremes = points.extremes(in: run)
        guard let upper = row(of: extremes.highest, raster), let lower = row(of: extremes.lowest, raster) else {
            return
        }
        raster.fill(column: column, from: upper, to: lower, owner: owner)
    }

    /// The stretches of a range without the values that have no place on the scale. Only where there are such values is
    /// anything looked at more closely.
    private func runs(of points: StepSeries, in range: Range<Int>, rows: Int) -> [Range<Int>] {
        let extremes = points.extremes(in: range)
        if scale.row(of: extremes.highest, rows: rows) == nil { return [] }
        if !extremes.hasGap, scale.row(of: extremes.lowest, rows: rows) != nil { return [range] }
        let middle = range.lowerBound + range.count / 2
        let lower = runs(of: points, in: range.lowerBound..<middle, rows: rows)
        let upper = runs(of: points, in: middle..<range.upperBound, rows: rows)
        guard let last = lower.last, let first = upper.first, last.upperBound == first.lowerBound else {
            return lower + upper
        }
        return lower.dropLast() + [last.lowerBound..<first.upperBound] + upper.dropFirst()
    }

    /// A straight line; each column gets the part from halfway before it to halfway after it.
    private func connect(
        _ from: (column: Int, row: Double), _ to: (column: Int, row: Double), _ owner: Int,
        _ raster: inout PlotRaster
    ) {
        guard to.column > from.column else {
            raster.fill(column: to.column, from: from.row, to: to.row, owner: owner)
            return
        }
        let slope = (to.row - from.row) / Double(to.column - from.column)
        for column in from.column...to.column {
            let distance = Double(column - from.column)
            let enter = from.row + slope * max(0, distance - 0.5)
            let leave = from.row + slope * min(Double(to.column - from.column), distance + 0.5)
            raster.fill(column: column, from: enter, to: leave, owner: owner)
        }
    }
}
