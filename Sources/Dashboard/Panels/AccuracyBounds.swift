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

    /// The axis of these bounds: its scale and its labels, equally many rows apart.
    package static func axis(_ bounds: ClosedRange<Double>, rows: Int) -> (
        bounds: ClosedRange<Double>, labels: [ValueAxis.Label]
    ) {
        let ticks = EvenTicks(bounds, rows: rows, steps: [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5])
        let isTenth = [0.1, 0.2, 0.5].contains(ticks.step)
        return (
            ticks.bounds,
            ticks.values.map { .init(value: $0, text: NumberText.fixed($0, decimals: isTenth ? 1 : 2) + "┤") }
        )
    }
}
