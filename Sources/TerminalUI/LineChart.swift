/// Curves over steps. Every value counts: where several fall into one column of dots, all between the smallest and the
/// largest is drawn, so that a dip of a single evaluation is as deep on the screen as it was.
package struct LineChart: Widget {
    /// Drawn in order: later ones lie on top.
    package var series: [Series]
    /// The step at the right edge.
    package var limit: Int
    package var scale: ValueScale
    package var symbols: Symbols

    package struct Series {
        /// By step, ascending.
        package var points: [Point]
        package var style: Style
        /// What it is drawn with in ASCII.
        package var mark: Unicode.Scalar

        package init(points: [Point], style: Style, mark: Unicode.Scalar) {
            self.points = points
            self.style = style
            self.mark = mark
        }
    }

    package struct Point: Hashable, Sendable {
        package var step: Int
        package var value: Double

        package init(step: Int, value: Double) {
            self.step = step
            self.value = value
        }
    }

    package init(series: [Series], limit: Int, scale: ValueScale, symbols: Symbols) {
        self.series = series
        self.limit = limit
        self.scale = scale
        self.symbols = symbols
    }

    package func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        var raster = PlotRaster(width: rect.width, height: rect.height, symbols: symbols)
        let time = TimeScale(limit: limit, columns: rect.width)
        for (index, series) in series.enumerated() {
            draw(series.points, index, time, &raster)
        }
        raster.render(into: &frame, in: rect) { (series[$0].style, series[$0].mark) }
    }

    private func draw(_ points: [Point], _ owner: Int, _ time: TimeScale, _ raster: inout PlotRaster) {
        var previous: (column: Int, row: Double)?
        for point in points {
            guard let column = time.column(of: point.step, parts: symbols.dotsAcross),
                let row = scale.row(of: point.value, rows: raster.rows)
            else {
                previous = nil
                continue
            }
            if let previous {
                connect(previous, (column, row), owner, &raster)
            } else {
                raster.fill(column: column, from: row, to: row, owner: owner)
            }
            previous = (column, row)
        }
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
