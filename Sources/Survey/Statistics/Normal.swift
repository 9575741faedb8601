internal import Foundation

/// The standard normal distribution, as far as intervals and tests here need it.
package enum Normal {
    /// z with P(|Z| ≤ z) = 0.95.
    package static let twoSided95 = 1.959963984540054

    /// P(|Z| ≥ |z|) = erfc(|z|/√2). Its square root of χ² with one degree of freedom has the same tail.
    package static func twoSidedTail(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }
}
