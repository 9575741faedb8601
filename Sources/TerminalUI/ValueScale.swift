/// The mapping from values to rows of dots; the upper bound is on row 0.
package struct ValueScale: Hashable, Sendable {
    private let isLogarithmic: Bool
    /// The bounds, as exponents of ten where the scale is logarithmic.
    private let bottom: Double
    private let top: Double

    /// - Precondition: both bounds finite.
    package static func linear(_ bounds: ClosedRange<Double>) -> ValueScale {
        ValueScale(isLogarithmic: false, bottom: bounds.lowerBound, top: bounds.upperBound)
    }

    /// From one power of ten to another, by their exponents.
    package static func logarithmic(_ exponents: ClosedRange<Double>) -> ValueScale {
        ValueScale(isLogarithmic: true, bottom: exponents.lowerBound, top: exponents.upperBound)
    }

    /// The place of a value among `rows`, not rounded, and outside 0…rows−1 where the value is outside the bounds.
    /// nil of what has no place: no number, or nothing positive on a logarithmic scale.
    package func row(of value: Double, rows: Int) -> Double? {
        guard value.isFinite else { return nil }
        let place = isLogarithmic ? Logarithm.base10(value) : value
        guard let place, top > bottom else { return nil }
        return (top - place) / (top - bottom) * Double(rows - 1)
    }
}
