internal import TerminalUI

/// The value axis of a chart: which values it covers, and where it has ticks.
struct PageScale: Sendable {
    /// From below to above; decadic logarithms where `isLogarithmic`.
    let range: ClosedRange<Double>
    let isLogarithmic: Bool
    /// Values with a tick, in the units of `range`, with their labels.
    let ticks: [(value: Double, label: String)]

    /// The axis over all finite values of the curves; nil where there is none that it could show.
    init?(_ series: [PageSeries], isLogarithmic: Bool, within bounds: ClosedRange<Double>? = nil) {
        var (low, high) = (Double.infinity, -Double.infinity)
        for value in series.lazy.flatMap(\.points).map(\.value) {
            guard let place = PageScale.place(value, isLogarithmic) else { continue }
            (low, high) = (min(low, place), max(high, place))
        }
        guard low <= high else { return nil }
        if let bounds { (low, high) = (min(low, bounds.lowerBound), max(high, bounds.upperBound)) }
        // A curve that is one value stands in the middle.
        if high - low < max(abs(high), abs(low)) * 1e-9 + 1e-300 {
            let margin = max(abs(high) / 10, isLogarithmic ? 0.5 : 1e-3)
            (low, high) = (low - margin, high + margin)
        }
        self.isLogarithmic = isLogarithmic
        (range, ticks) = isLogarithmic ? PageScale.decades(low, high) : PageScale.linear(low, high)
    }

    /// Where a value lies, 0 below to 1 above; nil for one that the axis cannot show.
    func share(_ value: Double) -> Double? {
        PageScale.place(value, isLogarithmic).map { share(ofPlace: $0) }
    }

    /// Where a place in the units of `range` lies.
    func share(ofPlace place: Double) -> Double { (place - range.lowerBound) / (range.upperBound - range.lowerBound) }

    private static func place(_ value: Double, _ isLogarithmic: Bool) -> Double? {
        if isLogarithmic { return Logarithm.base10(value) }
        return value.isFinite && abs(value) < 1e300 ? value : nil
    }

    private static func decades(_ low: Double, _ high: Double) -> (ClosedRange<Double>, [(Double, String)]) {
        let (first, last) = (Int(low.rounded(.down)), Int(high.rounded(.up)))
        let step = max(1, (last - first + 4) / 5)
        let ticks = stride(from: first, through: last, by: step).map { (Double($0), "1e\($0)") }
        return (Double(first)...Double(max(last, first + 1)), ticks)
    }

    /// Ticks at 1, 2 or 5 times a power of ten, four to eight of them.
    private static func linear(_ low: Double, _ high: Double) -> (ClosedRange<Double>, [(Double, String)]) {
        let rough = (high - low) / 5
        let power = PageScale.power(Int((Logarithm.base10(rough) ?? 0).rounded(.down)))
        let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? rough
        let (first, last) = ((low / step + 1e-6).rounded(.down), (high / step - 1e-6).rounded(.up))
        guard last - first < 100 else { return (low...high, []) }
        let ticks = stride(from: first, through: last, by: 1).map { (($0 * step), label($0 * step, step)) }
        return (first * step...last * step, ticks)
    }

    private static func power(_ exponent: Int) -> Double {
        (0..<abs(exponent)).reduce(1.0) { value, _ in exponent < 0 ? value / 10 : value * 10 }
    }

    private static func label(_ value: Double, _ step: Double) -> String {
        if step >= 1, abs(value) < 1e6 { return NumberText.grouped(Int(value.rounded())) }
        guard step >= 1e-4, abs(value) < 1e6 else { return NumberText.scientific(value) }
        let decimals = step >= 0.1 ? 1 : step >= 0.01 ? 2 : step >= 0.001 ? 3 : 4
        return NumberText.fixed(value, decimals: decimals)
    }
}
