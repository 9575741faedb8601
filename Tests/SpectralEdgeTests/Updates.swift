import Kernels
import SpectralEdge
import TestSupport

/// One update: what gradient and decay each added.
struct Update: Sendable {
    var gradient: [Double]
    var decay: [Double]

    init(gradient: [Double], decay: [Double]? = nil) {
        self.gradient = gradient
        self.decay = decay ?? gradient.map { _ in 0 }
    }

    var total: [Double] { zip(gradient, decay).map { $0 + $1 } }

    /// Random floats, decay about a third as large.
    static func random(_ count: Int, from generator: inout RandomGenerator) -> Update {
        Update(
            gradient: Grid.random(1, count, from: &generator).values,
            decay: Grid.random(1, count, scale: 0.3, from: &generator).values)
    }

    func enter(_ ledger: borrowing UpdateLedger) {
        ledger.gradient.replaceContents(with: gradient.map { Float($0) })
        ledger.decay.replaceContents(with: decay.map { Float($0) })
    }
}

extension UpdateProducts {
    init(_ updates: [Update]) {
        self.init()
        for new in updates.indices { append(Self.pairs(of: updates[new], with: Array(updates[...new]))) }
    }

    static func pairs(of new: Update, with others: [Update]) -> [Pair] {
        others.map { other in
            var pair = Pair()
            pair.gradientGradient = sumOfProducts(new.gradient, other.gradient)
            pair.gradientDecay = sumOfProducts(new.gradient, other.decay)
            pair.decayGradient = sumOfProducts(new.decay, other.gradient)
            pair.decayDecay = sumOfProducts(new.decay, other.decay)
            return pair
        }
    }
}

extension Edge {
    init(_ updates: [Update]) { self.init(products: UpdateProducts(updates), updates: updates.count) }
}
