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

    /// The outermost decades and the one between them; all where there is room.
    static func labels(_ exponents: ClosedRange<Double>, rows: Int) -> [ValueAxis.Label] {
        let upper = Int(exponents.upperBound.rounded(.down))
        let lower = Int(exponents.lowerBound.rounded(.up))
        var shown = [upper, lower]
        if rows >= 3, upper - lower >= 2 { shown.append((upper + lower) / 2) }
        if rows >= 2 * (upper - lower) { shown += lower...upper }
        return shown.map { ValueAxis.Label(value: Logarithm.power10($0), text: "1e\($0)") }
    }
}
