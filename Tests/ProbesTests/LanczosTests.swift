import Kernels
import Probes
import SpectralEdge
import TestSupport
import Testing

@Suite("Lanczos")
struct LanczosTests {
    private static func start(_ count: Int) -> [Double] {
        var generator = RandomGenerator(seed: 3, stream: .probes)
        return Directions.random(count: count, from: &generator)
    }

    private static func top(_ matrix: [[Double]], iterations: Int = 50, tolerance: Double = 1e-6) -> Lanczos.Top? {
        Lanczos.top(start: start(matrix.count), iterations: iterations, tolerance: tolerance) { vector in
            matrix.map { sumOfProducts($0, vector.map { Double($0) }) }
        }
    }

    private static func diagonal(_ values: [Double]) -> [[Double]] {
        values.indices.map { i in values.indices.map { $0 == i ? values[i] : 0 } }
    }

    private static func random(_ count: Int, seed: UInt64) -> [[Double]] {
        var generator = RandomGenerator(seed: seed, stream: .probes)
        let half = Grid.random(count, count, from: &generator)
        return (0..<count).map { i in (0..<count).map { half[i, $0] + half[$0, i] } }
    }

    @Test("value and vector of random symmetric matrices", arguments: [2, 5, 20, 40])
    func random(count: Int) throws {
        let matrix = Self.random(count, seed: UInt64(count))
        let exact = SymmetricEigensystem(matrix)
        let top = try #require(Self.top(matrix))
        #expect(abs(top.value - exact.values[0]) < 1e-5 * exact.values[0])
        #expect(abs(abs(sumOfProducts(top.vector, exact.vectors[0])) - 1) < 1e-5)
        #expect(abs(Directions.norm(top.vector) - 1) < 1e-12)
        #expect(top.iterations <= count)
    }

    @Test("the residual that is told is the one there is") func residual() throws {
        let matrix = Self.random(40, seed: 8)
        let top = try #require(Self.top(matrix, iterations: 12, tolerance: 0))
        #expect(top.iterations == 12)
        let rest = matrix.indices.map { sumOfProducts(matrix[$0], top.vector) - top.value * top.vector[$0] }
        #expect(abs(Directions.norm(rest) - top.residual) < 1e-4 * top.residual)
    }

    @Test("stops as soon as the residual is small enough") func stops() throws {
        let matrix = Self.diagonal((0..<100).map { $0 == 50 ? 1_000 : Double($0) / 100 })
        let top = try #require(Self.top(matrix, tolerance: 1e-3))
        #expect(top.iterations <= 4 && top.residual <= 1)
        #expect(abs(top.value - 1_000) < 1e-3)
    }

    @Test(
        "the largest, and not the largest by magnitude",
        arguments: [
            ([-9, 2, 1], 2), ([-9, -2, -1], -1), ([5], 5), ([0, 0, 0], 0), ([3, 3, 3], 3), ([7, 7, 1], 7),
        ] as [([Double], Double)])
    func special(values: [Double], expected: Double) throws {
        let top = try #require(Self.top(Self.diagonal(values)))
        #expect(abs(top.value - expected) < 1e-5)
        #expect(abs(Directions.norm(top.vector) - 1) < 1e-12)
    }

    @Test("what is not a number ends it") func notFinite() throws {
        let top = try #require(Lanczos.top(start: [1, 2], iterations: 9, tolerance: 1e-3) { _ in [.nan, .nan] })
        #expect(top.value.isNaN && top.iterations == 1)
    }

    @Test("gives up with its product") func cancelled() {
        var products = 0
        let top = Lanczos.top(start: Self.start(30), iterations: 30, tolerance: 0) { vector in
            products += 1
            return products == 3 ? nil : vector.indices.map { Double($0) * Double(vector[$0]) }
        }
        #expect(top == nil && products == 3)
    }
}
