/// Roots without a C library, for colours.
enum Root {
    /// The n-th root of a number from 0 up, to the last digits of a double; 0 of what is below.
    ///
    /// Newton's method for x = yⁿ, from a power of two that is at most twice too large: it then comes down to the root.
    static func of(_ degree: Int, _ value: Double) -> Double {
        precondition(degree >= 2, "no root of degree \(degree)")
        guard value > 0, value.isFinite else { return 0 }
        let exponent = Int(value.exponent)
        let above = (Double(exponent + 1) / Double(degree)).rounded(.up)
        var root = Double(sign: .plus, exponent: Int(above), significand: 1)
        while true {
            var power = 1.0
            for _ in 1..<degree { power *= root }
            let next = root - (root - value / power) / Double(degree)
            guard next < root else { return root }
            root = next
        }
    }
}
