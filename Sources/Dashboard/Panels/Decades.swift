import TerminalUI

/// The logarithmic axis of panels: its bounds as exponents of ten, and the decades that have labels.
enum Decades {
    /// Exponents of ten around all values, in quarters of a decade: whole decades would leave half of a small panel
    /// empty. Twelve orders below the largest there is nothing but rounding.
    ///
    /// - Returns: nil where there is no value, or none above zero.
    static func bounds(_ extremes: ClosedRange<Double>?) -> ClosedRange<Double>? {
        guard let extremes, let high = Logarithm.base10(extremes.upperBound),
            let low = Logarithm.base10(extremes.lowerBound)
        else { return nil }
        return bounds(exponents: low...high)
    }

    /// The same of values that are exponents already.
    static func bounds(exponents: ClosedRange<Double>) -> ClosedRange<Double> {
        let (low, high) = (exponents.lowerBound, exponents.upperBound)
        let upper = (high * 4).rounded(.up) / 4
        let lower = (max(low, high - 12) * 4).rounded(.down) / 4
        // At least one whole decade, so that there is one with a label.
        return min(lower, upper - 1)...upper
    }

    /// The axis of these exponents: its own bounds, and labels that are equally many rows apart.
    static func axis(_ exponents: ClosedRange<Double>, rows: Int) -> (
        exponents: ClosedRange<Double>, labels: [ValueAxis.Label]
    ) {
        let ticks = EvenTicks(exponents, rows: rows, steps: [1, 2, 3, 4, 5, 10, 20, 50])
        let labels = ticks.values.map { exponent in
            ValueAxis.Label(value: Logarithm.power10(Int(exponent)), text: "1e\(Int(exponent))")
        }
        return (ticks.bounds, labels)
    }
}
