internal import Foundation

extension RandomGenerator {
    /// Standard normal, by Box and Muller (1958); the second of each pair is left unused so that the generator has no
    /// state but its own.
    package mutating func normal() -> Double {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        return radius * cos(2 * .pi * uniform())
    }
}
