/// Inner products among updates δ_0 … δ_{n−1} (oldest first), split into gradient and weight-decay parts.
///
/// The spectral edge needs only combinations of these n×n numbers, so computing it never forms a direction v_k of P
/// floats.
package struct UpdateProducts: Sendable, Equatable {
    /// n, how many updates there are.
    package private(set) var count = 0
    /// The products in row-major order, n×n each: ⟨δ_i^grad, δ_j^grad⟩, ⟨δ_i^grad, δ_j^wd⟩, ⟨δ_i^wd, δ_j^wd⟩.
    private var gradientGradient: [Double] = []
    private var gradientDecay: [Double] = []
    private var decayDecay: [Double] = []

    /// Starts without an update.
    package init() {}

    /// The products of one new update with an update j.
    package struct Pair: Sendable, Equatable {
        /// ⟨δ_new^grad, δ_j^grad⟩.
        package var gradientGradient = 0.0
        /// ⟨δ_new^grad, δ_j^wd⟩.
        package var gradientDecay = 0.0
        /// ⟨δ_new^wd, δ_j^grad⟩.
        package var decayGradient = 0.0
        /// ⟨δ_new^wd, δ_j^wd⟩.
        package var decayDecay = 0.0

        /// Makes products that are all zero.
        package init() {}
    }

    /// Adds an update after all others.
    ///
    /// - Parameter pairs: its products with δ_0 … δ_{n−1}, then with itself.
    package mutating func append(_ pairs: [Pair]) {
        precondition(pairs.count == count + 1, "\(pairs.count) products for update \(count)")
        var grown = UpdateProducts(zeros: count + 1)
        for i in 0..<count {
            for j in 0..<count { grown.copy(from: self, i, j, to: i, j) }
        }
        for (j, pair) in pairs.enumerated() {
            grown.gradientGradient[count * grown.count + j] = pair.gradientGradient
            grown.gradientGradient[j * grown.count + count] = pair.gradientGradient
            grown.decayDecay[count * grown.count + j] = pair.decayDecay
            grown.decayDecay[j * grown.count + count] = pair.decayDecay
            grown.gradientDecay[j * grown.count + count] = pair.decayGradient
            grown.gradientDecay[count * grown.count + j] = pair.gradientDecay
        }
        self = grown
    }

    /// The products that there would be if the newest update came once more.
    ///
    /// - Precondition: there is an update.
    func repeatingNewest() -> UpdateProducts {
        precondition(count > 0, "there is no update to repeat")
        var repeated = UpdateProducts(zeros: count + 1)
        for i in 0...count {
            for j in 0...count { repeated.copy(from: self, min(i, count - 1), min(j, count - 1), to: i, j) }
        }
        return repeated
    }

    /// Forgets the oldest update.
    package mutating func removeFirst() {
        precondition(count > 0, "there is no update to remove")
        self = part(1..<count)
    }

    /// The products among the updates in `range`.
    package func part(_ range: Range<Int>) -> UpdateProducts {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "\(range) of \(count) updates")
        var part = UpdateProducts(zeros: range.count)
        for (i, from) in range.enumerated() {
            for (j, other) in range.enumerated() { part.copy(from: self, from, other, to: i, j) }
        }
        return part
    }

    /// G_ij = ⟨δ_i, δ_j⟩, the product of two whole updates.
    package func gram(_ i: Int, _ j: Int) -> Double {
        gradientWithUpdate(i, j) + decayWithUpdate(i, j)
    }

    /// ⟨δ_i^grad, δ_j⟩, the product of update i's gradient part with the whole update j.
    package func gradientWithUpdate(_ i: Int, _ j: Int) -> Double {
        gradientGradient[i * count + j] + gradientDecay[i * count + j]
    }

    /// ⟨δ_i^wd, δ_j⟩, the product of update i's weight-decay part with the whole update j.
    package func decayWithUpdate(_ i: Int, _ j: Int) -> Double {
        gradientDecay[j * count + i] + decayDecay[i * count + j]
    }

    /// All products: [3, n, n], gradient with gradient, gradient with decay, decay with decay.
    package var values: [Double] { gradientGradient + gradientDecay + decayDecay }

    /// Restores the products that `values` gave.
    ///
    /// - Parameters:
    ///   - values: [3, n, n].
    ///   - count: n.
    /// - Precondition: there are 3 n² values.
    package init(values: [Double], count: Int) {
        precondition(values.count == 3 * count * count, "\(values.count) products of \(count) updates")
        let square = count * count
        self.count = count
        gradientGradient = Array(values[..<square])
        gradientDecay = Array(values[square..<2 * square])
        decayDecay = Array(values[(2 * square)...])
    }

    private init(zeros count: Int) {
        self.count = count
        gradientGradient = Array(repeating: 0, count: count * count)
        gradientDecay = gradientGradient
        decayDecay = gradientGradient
    }

    private mutating func copy(
        from source: UpdateProducts, _ fromRow: Int, _ fromColumn: Int, to row: Int, _ column: Int
    ) {
        let (from, to) = (fromRow * source.count + fromColumn, row * count + column)
        gradientGradient[to] = source.gradientGradient[from]
        gradientDecay[to] = source.gradientDecay[from]
        decayDecay[to] = source.decayDecay[from]
    }
}
