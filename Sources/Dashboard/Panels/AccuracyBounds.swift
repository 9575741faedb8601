package import TerminalUI

/// The part of 0…1 that the accuracy axis shows.
package enum AccuracyBounds {
    private static let highestFloor = 0.9

    /// From 1 down to a round tenth below everything since the opening climb. The climb comes in from below; a
    /// slingshot later on always pulls the floor down with it, so that its depth can be read. O(log n).
    package static func fitted(_ evaluations: EvaluationHistory) -> ClosedRange<Double> {
        fitted(lowest: evaluations.lowestSinceClimb)
    }

    /// The same below the lowest accuracy that is to be seen; nil where there is none.
    static func fitted(lowest: Double?) -> ClosedRange<Double> {
        let lowest = min(highestFloor, lowest ?? highestFloor)
        // A value on the floor would be hidden by the axis.
        return max(0, ((max(0, lowest) - 0.01) * 10).rounded(.down) / 10)...1
    }

    /// A mark on the axis at the accuracy that the test curve has to get to; nil where that is not within the bounds,
    /// or nobody looks for it.
    static func grokkedMark(_ bounds: ClosedRange<Double>, _ accuracy: Double?, _ theme: Theme) -> ValueAxis? {
        guard let accuracy, bounds.contains(accuracy) else { return nil }
        let label = ValueAxis.Label(value: accuracy, text: String(LogEntry.Kind.grokked.glyph))
        return ValueAxis(scale: .linear(bounds), labels: [label], style: theme[.axis])
    }

    /// Labels with at least two rows each.
    package static func labels(_ bounds: ClosedRange<Double>, rows: Int) -> [ValueAxis.Label] {
        let span = bounds.upperBound - bounds.lowerBound
        guard span > 0, rows > 0 else { return [] }
        let step = [0.02, 0.05, 0.1, 0.2, 0.25, 0.5].first { $0 / span * Double(rows) >= 2 } ?? 1
        let decimals = step == 0.1 || step == 0.2 || step == 0.5 || step == 1 ? 1 : 2
        let count = Int((span / step + 1e-9).rounded(.down))
        return (0...count).map { index in
            let value = bounds.upperBound - Double(index) * step
            return ValueAxis.Label(value: value, text: NumberText.fixed(value, decimals: decimals) + "┤")
        }
    }
}
