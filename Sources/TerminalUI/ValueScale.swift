/// The mapping from values to rows of dots; the upper bound is on row 0.
package struct ValueScale: Hashable, Sendable {
    private let isLogarithmic: Bool
    /// The lower and the upper bound, as exponents of ten where the scale is logarithmic.
    private let bottom: Double
    private let top: Double

    /// A linear scale between two bounds.
    ///
    /// - Precondition: both bounds are finite.
    package static func linear(_ bounds: ClosedRange<Double>) -> ValueScale {
        ValueScale(isLogarithmic: false, bottom: bounds.lowerBound, top: bounds.upperBound)
    }

    /// A logarithmic scale between two powers of ten, given by their exponents.
    package static func logarithmic(_ exponents: ClosedRange<Double>) -> ValueScale {
        ValueScale(isLogarithmic: true, bottom: exponents.lowerBound, top: exponents.upperBound)
    }

    /// The place of a value among `rows`. It is not rounded, and lies outside of 0…rows−1 where the value is outside of
    /// the bounds, by at most `farthest`. It is nil where the value has no place: for an infinity or a NaN, and for a
    /// value that is not positive on a logarithmic scale.
    package func row(of value: Double, rows: Int) -> Double? {
        guard value.isFinite else { return nil }
        let place = isLogarithmic ? Logarithm.base10(value) : value
        guard let place, top > bottom else { return nil }
        // It uses halves, as a difference of two numbers may exceed the largest double.
        let row = (top / 2 - place / 2) / (top / 2 - bottom / 2) * Double(rows - 1)
        return row.isNaN ? nil : min(ValueScale.farthest, max(-ValueScale.farthest, row))
    }

    private static let farthest = 1e9
}
