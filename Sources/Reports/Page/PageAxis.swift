internal import TerminalUI

/// The axis of steps that all charts and ribbons of a report share.
struct PageAxis: Sendable {
    /// The last step; at least 1.
    let limit: Int

    init(limit: Int) { self.limit = max(1, limit) }

    /// The place of a step, 0…1000.
    func place(_ step: Int) -> Double { 1_000 * Double(step) / Double(limit) }

    /// The row of labels below a chart.
    var labels: String {
        let step = stepOfTicks
        let ticks = stride(from: 0, through: limit, by: step).map { tick in
            "<span style=\"left:\(PageNumber.place(place(tick) / 10))%\">\(NumberText.grouped(tick))</span>"
        }
        return "<div class=\"x\" aria-hidden=\"true\">\(ticks.joined())</div>"
    }

    /// 1, 2 or 5 times a power of ten: at most five stretches, so that labels do not touch on a narrow screen.
    private var stepOfTicks: Int {
        var power = 1
        while true {
            for factor in [1, 2, 5] where limit / (factor * power) <= 5 { return factor * power }
            power *= 10
        }
    }
}

/// Something that happened, as a line across the charts.
struct PageMark: Sendable {
    /// How many lines the charts have at most: those of the newest events.
    static let most = 100
    /// How many events the table has at most: the newest.
    static let mostEvents = 2_000

    var step: Int
    /// The sign that the screen has for it.
    var sign: String
    var text: String
}
