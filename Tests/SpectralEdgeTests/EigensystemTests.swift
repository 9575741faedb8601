import Kernels
import SpectralEdge
import TestSupport
import Testing

@Suite("Symmetric eigensystem")
struct EigensystemTests {
    /// A = V Λ Vᵀ, V orthonormal, values in order.
    private func expectDecomposition(_ system: SymmetricEigensystem, of matrix: [[Double]]) {
        let indices = matrix.indices
        let scale = max(matrix.flatMap { $0.map(abs) }.max() ?? 0, 1e-300)
        for i in indices {
            for j in indices {
                let rebuilt = indices.reduce(0) {
                    $0 + system.vectors[$1][i] * system.values[$1] * system.vectors[$1][j]
                }
                #expect(abs(rebuilt - matrix[i][j]) < 1e-13 * scale, "A[\(i)][\(j)]")
                let product = sumOfProducts(system.vectors[i], system.vectors[j])
                #expect(abs(product - (i == j ? 1 : 0)) < 1e-13, "⟨v\(i), v\(j)⟩")
            }
        }
        #expect(zip(system.values, system.values.dropFirst()).allSatisfy { $0 >= $1 })
    }

    @Test(
        "eigenvalues that are known by hand",
        arguments: [
            ([[5]], [5]), ([[-2]], [-2]), ([[0, 0], [0, 0]], [0, 0]), ([[2, 1], [1, 2]], [3, 1]),
            ([[0, 1], [1, 0]], [1, -1]), ([[1, 0, 0], [0, 3, 0], [0, 0, 2]], [3, 2, 1]),
            // One vector's outer product: rank 1. Repeated: 2I + J has 5, 2, 2.
            ([[1, 2, 3], [2, 4, 6], [3, 6, 9]], [14, 0, 0]), ([[3, 1, 1], [1, 3, 1], [1, 1, 3]], [5, 2, 2]),
            // Second differences: 2 − 2 cos(kπ/4).
            ([[2, -1, 0], [-1, 2, -1], [0, -1, 2]], [3.414_213_562_373_095, 2, 0.585_786_437_626_905]),
        ] as [([[Double]], [Double])])
    func known(matrix: [[Double]], values: [Double]) {
        let system = SymmetricEigensystem(matrix)
        #expect(largestDifference(system.values, values) < 1e-14 * max(abs(values[0]), 1))
        expectDecomposition(system, of: matrix)
    }

    @Test("random matrices are put together again", arguments: [2, 3, 5, 10, 25])
    func random(size: Int) {
        var generator = RandomGenerator(seed: 1, stream: .probes)
        for _ in 0..<5 {
            let a = Grid.random(size, size, from: &generator)
            let matrix = (0..<size).map { i in (0..<size).map { j in a[i, j] + a[j, i] } }
            expectDecomposition(SymmetricEigensystem(matrix), of: matrix)
        }
    }

    @Test("an eigenvalue of 1e-12 beside one of 1 keeps its digits") func graded() {
        // D B D with D = diag(1, 1e-3, 1e-6), B near 1: Jacobi gives each eigenvalue to its own relative precision.
        let d = [1, 1e-3, 1e-6]
        let b = [[1, 0.5, 0.25], [0.5, 1, 0.5], [0.25, 0.5, 1]]
        let matrix = (0..<3).map { i in (0..<3).map { j in d[i] * b[i][j] * d[j] } }
        let system = SymmetricEigensystem(matrix)
        // The determinant, det(B) · 1e-18 = 0.5625e-18, and the smaller minor, fix the smallest.
        let product = system.values.reduce(1, *)
        #expect(abs(product / 0.5625e-18 - 1) < 1e-9)
        #expect(abs(system.values[1] / 0.75e-6 - 1) < 1e-5)
        #expect(abs(system.values[2] / 0.75e-12 - 1) < 1e-5)
    }

    @Test("no matrix at all") func empty() {
        #expect(SymmetricEigensystem([]).values.isEmpty)
    }
}
