internal import Foundation
internal import Replication

/// Figures with their intervals, as the page writes them.
enum PageText {
    /// A step with thousands between commas.
    static func step(_ value: Int) -> String { ValueFormat.step.text(Double(value)) }

    /// Three significant digits; whole numbers from 1,000 on.
    static func number(_ value: Double) -> String {
        if value == 0 { return "0" }
        if abs(value) >= 1000, abs(value) < 1e9 { return ValueFormat.step.text(value) }
        return String(format: "%.3g", value).replacing("-", with: "−")
    }

    /// `1,250 [900, 2,100]`; an open end is `…`.
    static func median(_ survival: Survival) -> String {
        let (low, high) = survival.medianInterval
        let interval = "[\(low.map(step) ?? "…"), \(high.map(step) ?? "…")]"
        guard let median = survival.median else {
            return survival.count == 0 ? "–" : "not by \(step(survival.lastTime)) \(interval)"
        }
        return "\(step(median)) \(interval)"
    }

    /// `4 of 5 [0.38, 0.96]`.
    static func share(_ count: Int, _ total: Int) -> String {
        guard let interval = Wilson.interval(count, of: total) else { return "–" }
        return "\(count) of \(total) [\(fixed(interval.lowerBound)), \(fixed(interval.upperBound))]"
    }

    /// `mean [low, high]`; the mean of a single run has no interval, and is not said.
    static func mean(_ values: [Double]) -> String {
        guard let mean = SampleMean(values) else { return "–" }
        let interval = mean.interval(0.95)
        return "\(number(mean.mean)) [\(number(interval.lowerBound)), \(number(interval.upperBound))]"
    }

    static func ratio(_ ratio: (value: Double, interval: ClosedRange<Double>)) -> String {
        "\(number(ratio.value)) [\(number(ratio.interval.lowerBound)), \(number(ratio.interval.upperBound))]"
    }

    /// A p-value with two significant digits, and no more than 1 in 10,000.
    static func p(_ value: Double) -> String { value < 1e-4 ? "below 0.0001" : String(format: "%.2g", value) }

    static func fixed(_ value: Double) -> String { String(format: "%.2f", value) }
}
