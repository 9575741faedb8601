/// An axis whose ticks are equally many rows apart, at round values. A chart that took exactly the bounds that it is
/// given would have to round each tick to a row: two of them would then stand on neighbouring rows while others are two
/// apart, and the eye would read a curve wrongly.
package struct EvenTicks: Hashable, Sendable {
    /// What the chart shows: the same upper bound, and a lower one that is at most as high as it was asked for.
    package let bounds: ClosedRange<Double>
    /// Values of the ticks, the highest first; none below the lower bound that was asked for.
    package let values: [Double]
    /// The distance of two ticks.
    package let step: Double

    /// Dots of a row, whatever the symbols: `ValueAxis` counts so too.
    private static let dots = 4

    /// The axis that extends the bounds least.
    ///
    /// - Parameters:
    ///   - bounds: finite, and not empty.
    ///   - rows: the height of the chart.
    ///   - steps: the distances that ticks may have, above zero.
    ///   - leastRows: rows from one tick to the next, at least.
    package init(_ bounds: ClosedRange<Double>, rows: Int, steps: [Double], leastRows: Int = 2) {
        let span = bounds.upperBound - bounds.lowerBound
        precondition(span > 0 && span.isFinite, "an axis from \(bounds.lowerBound) to \(bounds.upperBound)")
        let height = Double(max(1, rows) * Self.dots - 1)
        // Two make an axis, three show whether it is even.
        let leastTicks = rows > 2 * leastRows ? 3 : 2
        var best: (span: Double, step: Double)?
        for step in steps {
            for distance in leastRows..<max(leastRows + 1, rows) {
                let shown = step * height / Double(Self.dots * distance)
                guard shown >= span * (1 - 1e-9), Int(shown / step * (1 + 1e-9)) + 1 >= leastTicks else { continue }
                if best.map({ shown < $0.span * (1 - 1e-9) }) ?? true { best = (shown, step) }
            }
        }
        guard let best else {
            (self.bounds, step, values) = (bounds, span, [bounds.upperBound])
            return
        }
        self.bounds = bounds.upperBound - best.span...bounds.upperBound
        step = best.step
        let highest = (bounds.upperBound / best.step * (1 + 1e-12)).rounded(.down)
        let lowest = (bounds.lowerBound / best.step - 1e-9).rounded(.up)
        values = highest < lowest ? [] : stride(from: highest, through: lowest, by: -1).map { $0 * best.step }
    }

    /// Distances of 1, 2, 2.5 and 5 times a power of ten for values that lie this far apart.
    package static func roundSteps(for span: Double) -> [Double] {
        guard let exponent = Logarithm.base10(span) else { return [1] }
        let scale = Int(exponent.rounded(.down)) - 2
        return (scale...scale + 3).flatMap { power in [1, 2, 2.5, 5].map { $0 * Logarithm.power10(power) } }
    }
}
