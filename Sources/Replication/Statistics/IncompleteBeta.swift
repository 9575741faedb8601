internal import Foundation

/// The regularized incomplete beta function, from which the distributions of Student's t and of counts follow.
package enum IncompleteBeta {
    /// I_x(a, b) = B(x; a, b) / B(a, b), which grows from 0 at x = 0 to 1 at x = 1.
    ///
    /// It evaluates the continued fraction of Abramowitz and Stegun (Handbook of Mathematical Functions, 26.5.8) from
    /// the front by the method of Lentz (Applied Optics 15, 1976, 668–671). The fraction converges fast for
    /// x < (a + 1)/(a + b + 2), and I_x(a, b) = 1 − I_{1−x}(b, a) serves the rest. The error is below 1e-12 for a and b
    /// up to some thousands.
    ///
    /// - Precondition: a and b are above 0, and x is in 0…1.
    package static func regularized(_ x: Double, _ a: Double, _ b: Double) -> Double {
        precondition(a > 0 && b > 0 && (0...1).contains(x), "I of \(x) with \(a) and \(b)")
        if x == 0 || x == 1 { return x }
        if x > (a + 1) / (a + b + 2) { return 1 - regularized(1 - x, b, a) }
        let logFront = a * log(x) + b * log1p(-x) - log(a) - logBeta(a, b)
        return exp(logFront) * continuedFraction(x, a, b)
    }

    /// log B(a, b).
    private static func logBeta(_ a: Double, _ b: Double) -> Double {
        let (first, second, sum): (Double, Double, Double) = (lgamma(a), lgamma(b), lgamma(a + b))
        return first + second - sum
    }

    /// The fraction 1/(1+ d₁/(1+ d₂/(1+ …))).
    private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        // Stands for a denominator of zero, as Lentz proposes.
        let tiny = 1e-300
        func guarded(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
        var (upper, lower) = (1.0, 1 / guarded(1 - (a + b) * x / (a + 1)))
        var fraction = lower
        for index in 1...10_000 {
            let m = Double(index)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            var change = 1.0
            for coefficient in [even, odd] {
                lower = 1 / guarded(1 + coefficient * lower)
                upper = guarded(1 + coefficient / upper)
                change = upper * lower
                fraction *= change
            }
            if abs(change - 1) < 1e-15 { break }
        }
        return fraction
    }

    /// The x with I_x(a, b) = `probability`, by bisection down to the resolution of a double.
    ///
    /// - Precondition: `probability` is in 0…1, a and b are above 0.
    package static func inverse(_ probability: Double, _ a: Double, _ b: Double) -> Double {
        precondition((0...1).contains(probability), "a probability of \(probability)")
        var (low, high) = (0.0, 1.0)
        while true {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { return middle }
            if regularized(middle, a, b) < probability { low = middle } else { high = middle }
        }
    }
}
