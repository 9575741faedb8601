internal import Foundation

extension RandomGenerator {
    /// Draws a standard normal number, by the method of Box and Muller (1958). The second number of each pair is not
    /// used, so that the generator has no other state.
    package mutating func normal() -> Double {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        return radius * cos(2 * .pi * uniform())
    }
}
