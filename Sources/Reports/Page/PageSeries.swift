internal import TerminalUI

/// A curve of a report: its name, its role by which it gets its colour, and points that are few enough for a page.
struct PageSeries: Sendable {
    /// What the legend calls it. It may come from outside.
    var name: String
    /// The class by which the style sheet colours it.
    var role: String
    /// Ascending by step.
    var points: [StepSeries.Point]

    /// Points of a curve at most. A longer one is drawn by the extremes of stretches, so that no peak is lost.
    static let mostPoints = 1_500

    init(_ name: String, role: String, _ series: StepSeries) {
        let points = (0..<series.count).lazy.map { index in
            StepSeries.Point(step: series.step(at: index), value: series.value(at: index))
        }
        self.init(name, role: role, points)
    }

    init(_ name: String, role: String, _ points: some RandomAccessCollection<StepSeries.Point>) {
        (self.name, self.role) = (name, role)
        self.points = PageSeries.thinned(points)
    }

    /// At most `mostPoints` of the points: of each stretch of equal length the smallest and the largest, in their
    /// order, and the last of all.
    private static func thinned(_ points: some RandomAccessCollection<StepSeries.Point>) -> [StepSeries.Point] {
        guard points.count > mostPoints else { return Array(points) }
        let stretches = mostPoints / 2 - 1
        var kept: [StepSeries.Point] = []
        for stretch in 0..<stretches {
            let from = points.index(points.startIndex, offsetBy: points.count * stretch / stretches)
            let end = points.index(points.startIndex, offsetBy: points.count * (stretch + 1) / stretches)
            let finite = points[from..<end].filter(\.value.isFinite)
            // A stretch without a finite value is a gap.
            guard let low = finite.min(by: { $0.value < $1.value }), let high = finite.max(by: { $0.value < $1.value })
            else {
                kept.append(points[from])
                continue
            }
            kept += low == high ? [low] : low.step < high.step ? [low, high] : [high, low]
        }
        if let last = points.last, kept.last != last { kept.append(last) }
        return kept
    }
}
