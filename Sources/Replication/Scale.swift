internal import Foundation

/// Values on an axis, in pixels.
package struct Scale {
    let low: Double
    let high: Double
    let start: Double
    let end: Double

    /// A range of one value is widened.
    package init(_ low: Double, _ high: Double, start: Double, end: Double) {
        let pad = high > low ? 0 : max(abs(low) * 0.1, 1e-9)
        (self.low, self.high) = (low - pad, high + pad)
        (self.start, self.end) = (start, end)
    }

    /// Where a value lies, in pixels.
    package func place(_ value: Double) -> Double { start + (value - low) / (high - low) * (end - start) }

    /// Round numbers, about five.
    package var ticks: [Double] {
        let rough = (high - low) / 5
        let power = pow(10, floor(log10(rough)))
        let step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? 10 * power
        let first = (low / step - 1e-9).rounded(.up)
        let last = (high / step + 1e-9).rounded(.down)
        guard first <= last else { return [] }
        return stride(from: first, through: last, by: 1).map { $0 * step }
    }

    /// A tick as text: with as many digits as the step between two needs.
    package func text(_ tick: Double) -> String {
        let size = max(abs(low), abs(high))
        if tick == 0 || abs(tick) < 1e-9 * size { return "0" }
        if size >= 1e5 || size < 1e-3 { return String(format: "%.2g", tick).replacing("-", with: "−") }
        return String(format: "%g", (tick * 1e6).rounded() / 1e6).replacing("-", with: "−")
    }
}
