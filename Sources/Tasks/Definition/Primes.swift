/// The prime numbers.
package enum Primes {
    /// Whether a number is a prime, by trial division.
    package static func contains(_ number: Int) -> Bool {
        guard number >= 2 else { return false }
        var divisor = 2
        while divisor * divisor <= number {
            if number % divisor == 0 { return false }
            divisor += 1
        }
        return true
    }
}
