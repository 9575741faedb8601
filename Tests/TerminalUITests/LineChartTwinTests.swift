import TerminalUI
import Testing

/// The chart against its naive twin, which draws every single value.
@Suite struct LineChartTwinTests {
    /// Goes from point to point, whatever falls into one column.
    private struct Naive: Widget {
        var points: [StepSeries.Point]
        var steps: StepRange
        var scale: ValueScale
        var symbols: Symbols

        func render(into frame: inout Frame, in rect: Rect) {
            guard !rect.isEmpty else { return }
            var raster = PlotRaster(width: rect.width, height: rect.height, symbols: symbols)
            let time = TimeScale(steps, columns: rect.width)
            var previous: StepSeries.Point?
            for point in points {
                let place = place(point, time, raster)
                if let previous, scale.row(of: point.value, rows: raster.rows) != nil {
                    let from = self.place(previous, time, raster) ?? crossing(previous, point, 0, raster)
                    let to = place ?? crossing(previous, point, raster.columns - 1, raster)
                    if let from, let to { connect(from, to, &raster) }
                    if from == nil, let place { raster.fill(column: place.0, from: place.1, to: place.1, owner: 0) }
                } else if let place {
                    raster.fill(column: place.0, from: place.1, to: place.1, owner: 0)
                }
                previous = scale.row(of: point.value, rows: raster.rows) == nil ? nil : point
            }
            raster.render(into: &frame, in: rect) { _ in (.plain, "*") }
        }

        private func place(_ point: StepSeries.Point, _ time: TimeScale, _ raster: PlotRaster) -> (Int, Double)? {
            guard let column = time.column(of: point.step, parts: symbols.dotsAcross),
                let row = scale.row(of: point.value, rows: raster.rows)
            else { return nil }
            return (column, row)
        }

        /// Where the line between two points crosses the left or the right edge.
        private func crossing(
            _ from: StepSeries.Point, _ to: StepSeries.Point, _ column: Int, _ raster: PlotRaster
        ) -> (Int, Double)? {
            let edge = column == 0 ? steps.first : steps.last
            guard from.step < edge, to.step > edge, let start = scale.row(of: from.value, rows: raster.rows),
                let end = scale.row(of: to.value, rows: raster.rows)
            else { return nil }
            let (left, right) = (steps.place(of: from.step), steps.place(of: to.step))
            let share = ((column == 0 ? 0 : 1) - left) / (right - left)
            return (column, start + (end - start) * share)
        }

        private func connect(
            _ from: (column: Int, row: Double), _ to: (column: Int, row: Double), _ raster: inout PlotRaster
        ) {
            guard to.column > from.column else {
                raster.fill(column: to.column, from: from.row, to: to.row, owner: 0)
                return
            }
            let slope = (to.row - from.row) / Double(to.column - from.column)
            for column in from.column...to.column {
                let distance = Double(column - from.column)
                let enter = from.row + slope * max(0, distance - 0.5)
                let leave = from.row + slope * min(Double(to.column - from.column), distance + 0.5)
                raster.fill(column: column, from: enter, to: leave, owner: 0)
            }
        }
    }

    private static let scales: [ValueScale] = [
        .linear(0...1), .linear(0.8...1), .linear(0.5...0.5), .logarithmic(-2...0), .logarithmic(-1...(-0.25)),
    ]

    @Test(arguments: Symbols.allCases, [0, 1, 2, 9, 60, 700, 5_000])
    func everyRasterIsTheSame(symbols: Symbols, count: Int) {
        for seed in 0..<6 {
            var random = RandomWalk(seed: UInt64(seed * 10_000 + count))
            // Dense and sparse, equal steps among them, some before the axis and some beyond it.
            let stride = [1, 3, 40][seed % 3]
            var step = seed == 0 ? -4 : 0
            let gaps = [3, 50, 1_000_000][random.below(3)]
            let points = (0..<count).map { _ in
                step += random.below(stride + 1)
                // Every other series has round values: they fall between two rows of dots, where rounding decides.
                let value = seed % 2 == 0 ? random.value() : Double(random.below(9)) / 8
                return StepSeries.Point(step: step, value: random.chance(gaps) ? .nan : value)
            }
            let series = StepSeries(points)
            let ends = [
                (0, 1), (0, 10), (0, step / 2), (0, step), (0, step + 70), (step / 3, step * 2 / 3),
                (step / 2, step / 2 + 1),
                (step + 5, step + 50),
            ]
            for (first, last) in ends {
                let steps = StepRange(first: first, last: last)
                for scale in Self.scales {
                    for (width, height) in [(1, 1), (2, 3), (13, 5), (73, 6), (113, 12)] {
                        let chart = LineChart(
                            series: [.init(points: series, style: .plain, mark: "*")], steps: steps,
                            scale: scale, symbols: symbols)
                        let naive = Naive(points: points, steps: steps, scale: scale, symbols: symbols)
                        let (found, expected) = (screen(width, height, chart), screen(width, height, naive))
                        #expect(found == expected, "seed \(seed), \(steps), \(width)×\(height), \(scale)")
                    }
                }
            }
        }
    }

    @Test(arguments: [1_000, 100_000, 1_000_000])
    func aSpikeOfOneStepIsSeenAtAnyZoom(count: Int) {
        var series = StepSeries()
        for step in 0..<count { series.append(step: step, value: step == count / 2 ? 0 : 1) }
        let chart = LineChart(
            series: [.init(points: series, style: .plain, mark: "*")], steps: StepRange(last: count),
            scale: .linear(0...1),
            symbols: .ascii)
        #expect(screen(9, 3, chart) == ["*********", "    *    ", "    *    "])
    }
}
