/// log₁₀ without a C library, for places on a screen.
package enum Logarithm {
    private static let ln10 = 2.302_585_092_994_046
    private static let ln2 = 0.693_147_180_559_945_3

    /// log₁₀ x to about 10⁻¹²; nil where x is not positive and finite.
    ///
    /// x = m·2ᵉ with m in 1…2, and ln m = 2·artanh((m−1)/(m+1)), a series in powers of at most 1/9.
    package static func base10(_ value: Double) -> Double? {
        guard value > 0, value.isFinite else { return nil }
        let ratio = (value.significand - 1) / (value.significand + 1)
        let square = ratio * ratio
        var power = ratio
        var sum = 0.0
        for odd in stride(from: 1.0, through: 23, by: 2) {
            sum += power / odd
            power *= square
        }
        return (2 * sum + Double(value.exponent) * ln2) / ln10
    }

    /// 10ⁿ for a whole n, by n multiplications.
    package static func power10(_ exponent: Int) -> Double {
        var result = 1.0
        for _ in 0..<min(320, exponent.magnitude) { result *= 10 }
        return exponent < 0 ? 1 / result : result
    }

    /// 10ˣ for any exponent from −320 to 320: its bits each add a root of ten.
    package static func power10(_ exponent: Double) -> Double {
        let whole = exponent.rounded(.down)
        precondition(abs(whole) <= 320, "10 to the power of \(exponent)")
        var (result, rest, root) = (power10(Int(whole)), exponent - whole, 10.0)
        for _ in 0..<Double.significandBitCount {
            root = root.squareRoot()
            rest *= 2
            guard rest >= 1 else { continue }
            result *= root
            rest -= 1
        }
        return result
    }
}
