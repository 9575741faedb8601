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
    /// nil of what has no place: no number, or nothing positive on a logarithmic scale. Far outside it is no further
    /// than `farthest`.
    package func row(of value: Double, rows: Int) -> Double? {
        guard value.isFinite else { return nil }
        let place = isLogarithmic ? Logarithm.base10(value) : value
        guard let place, top > bottom else { return nil }
        // Halves, as a difference of two numbers may be larger than any number.
        let row = (top / 2 - place / 2) / (top / 2 - bottom / 2) * Double(rows - 1)
        return row.isNaN ? nil : min(ValueScale.farthest, max(-ValueScale.farthest, row))
    }

    private static let farthest = 1e9
}
