import Foundation
import Kernels
import TestSupport
import Testing

@Suite("Kullback–Leibler divergence")
struct KullbackLeiblerDivergenceTests {
    private struct Case {
        let base: [Float]
        let other: Matrix
        /// The divergence of the distributions before they were rounded to float.
        let exact: Double
        let targets: [Int32] = [0, -1, 3, 4, 0, -1, 2]
        let weights: [Int32]

        /// Makes two random sets of log-probabilities.
        ///
        /// - Parameters:
        ///   - distance: how far the other's logits are from the base's.
        ///   - weights: how often each row counts.
        init(distance: Double, weights: [Int32] = Array(repeating: 1, count: 7)) {
            self.weights = weights
            var generator = RandomGenerator(seed: 12, stream: .probes)
            let logits = Grid.random(7, 5, scale: 2, from: &generator)
            let moved = Naive.sum(logits, Grid.random(7, 5, scale: distance, from: &generator))
            func rows(_ grid: Grid) -> [[Double]] {
                (0..<7).map { row in Naive.logSoftmax((0..<5).map { grid[row, $0] }) }
            }
            let (first, second) = (rows(logits), rows(moved))
            base = first.flatMap { $0.map { Float($0) } }
            other = Memory.matrix(Grid(rows: 7, columns: 5, values: second.flatMap { $0 }))
            let targets = self.targets
            var sum = 0.0
            for row in 0..<7 where targets[row] >= 0 {
                for (p, q) in zip(first[row], second[row]) { sum += Double(weights[row]) * exp(p) * (p - q) }
            }
            exact = sum
        }

        /// The kernel's result. The rows follow some other floats in memory, as the kernel takes a slice.
        var divergence: Double {
            ([Float](repeating: .nan, count: 3) + base).withUnsafeBufferPointer {
                KullbackLeiblerDivergence.sum(
                    from: $0[3...], to: other, targets: PackedTargets(targets, weights: weights))
            }
        }
    }

    // Rounding log-probabilities of size r to float moves each difference d by about 6e-8·r, and the sum of p·d²/2 by
    // d·6e-8·r of itself: relative 1e-7·r/d, which is 2e-4 at d = 3e-3 and 1e-3 at 3e-4 with the r of up to 8 here.
    @Test(arguments: [(1.0, 1e-5), (0.1, 1e-5), (3e-3, 3e-4), (3e-4, 3e-3)])
    func againstDouble(distance: Double, tolerance: Double) {
        let test = Case(distance: distance)
        #expect(test.exact > 0)
        #expect(abs(test.divergence - test.exact) < tolerance * test.exact, "\(test.divergence) for \(test.exact)")
    }

    @Test("rows count as often as they stand for a sequence") func weights() {
        let test = Case(distance: 1, weights: [3, 5, 1, 0, 2, 1, 7])
        #expect(abs(test.divergence - test.exact) < 1e-5 * test.exact)
        #expect(test.exact > Case(distance: 1).exact)
    }

    @Test("of a model with itself: exactly nothing") func itself() {
        #expect(Case(distance: 0).divergence == 0)
    }
}
