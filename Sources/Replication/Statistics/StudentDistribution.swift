/// Student's t distribution (Student, Biometrika 6, 1908, 1–25).
package enum StudentDistribution {
    /// P(T ≤ t) with ν degrees of freedom, which need not be a whole number: with x = ν/(ν + t²) it is ½ I_x(ν/2, ½)
    /// for t ≤ 0, and one minus that of −t for t > 0 (Abramowitz and Stegun, 26.7.1).
    ///
    /// - Precondition: `degrees` is above 0, and t is a number, which may be infinite.
    package static func cumulative(_ t: Double, degrees: Double) -> Double {
        precondition(degrees > 0 && !t.isNaN, "\(t) with \(degrees) degrees of freedom")
        if t.isInfinite { return t > 0 ? 1 : 0 }
        let tail = IncompleteBeta.regularized(degrees / (degrees + t * t), degrees / 2, 0.5) / 2
        return t > 0 ? 1 - tail : tail
    }

    /// P(T ≥ t), without the digits that 1 − P(T ≤ t) loses far out.
    package static func upperTail(_ t: Double, degrees: Double) -> Double { cumulative(-t, degrees: degrees) }

    /// The t with P(T ≤ t) = `probability`.
    ///
    /// - Precondition: `probability` is above 0 and below 1, `degrees` above 0.
    package static func quantile(_ probability: Double, degrees: Double) -> Double {
        precondition(probability > 0 && probability < 1, "a quantile of \(probability)")
        if probability == 0.5 { return 0 }
        let x = IncompleteBeta.inverse(2 * min(probability, 1 - probability), degrees / 2, 0.5)
        let size = (degrees * (1 - x) / x).squareRoot()
        return probability < 0.5 ? -size : size
    }
}
