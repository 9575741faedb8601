import Kernels
import TestSupport
import Testing

@Suite("Double matrices")
struct DoubleMatrixTests {
    private static func random(_ rows: Int, _ columns: Int, seed: UInt64) -> DoubleMatrix {
        var generator = RandomGenerator(seed: seed, stream: .probes)
        return DoubleMatrix(rows: rows, columns: columns, values: (0..<rows * columns).map { _ in generator.normal() })
    }

    private static func grid(_ matrix: DoubleMatrix) -> Grid {
        Grid(rows: matrix.rows, columns: matrix.columns, values: matrix.values)
    }

    @Test("products as the naive twin's", arguments: [(1, 1, 1), (3, 5, 2), (17, 4, 33), (64, 40, 70), (0, 3, 2)])
    func products(m: Int, n: Int, k: Int) {
        let (a, b) = (Self.random(m, k, seed: 1), Self.random(k, n, seed: 2))
        let expected = Naive.product(Self.grid(a), Self.grid(b))
        let (aTransposed, bTransposed) = (Self.grid(a).transposed, Self.grid(b).transposed)
        let results = [
            a.times(b), a.timesTransposed(DoubleMatrix(rows: n, columns: k, values: bTransposed.values)),
            DoubleMatrix(rows: k, columns: m, values: aTransposed.values).transposedTimes(b),
        ]
        for result in results {
            #expect(result.rows == m && result.columns == n)
            #expect(largestDifference(result.values, expected.values) < 1e-12)
        }
    }

    @Test("rows in any order, more than once") func gathered() {
        let matrix = DoubleMatrix(rows: 3, columns: 2, values: [1, 2, 3, 4, 5, 6])
        let rows = matrix.gathered([2, 0, 2])
        #expect(rows.values == [5, 6, 1, 2, 5, 6] && rows.rows == 3 && rows.columns == 2)
    }

    @Test("solutions put back in give the right sides", arguments: [1, 2, 7, 100]) func solutions(order: Int) throws {
        let factor = Self.random(order, order, seed: 3)
        var matrix = factor.timesTransposed(factor)
        for index in 0..<order { matrix[index, index] += 1 }
        let rightSides = Self.random(3, order, seed: 4)
        let solution = try #require(PositiveDefiniteSystem(matrix)?.solution(of: rightSides))
        // A is symmetric, so the rows x_k A are (A x_k)ᵀ.
        #expect(largestDifference(solution.times(matrix).values, rightSides.values) < 1e-9)
    }

    @Test("one factorization serves right sides that come one after the other, with the same bits each time")
    func severalRightSides() throws {
        let factor = Self.random(40, 40, seed: 3)
        var matrix = factor.timesTransposed(factor)
        for index in 0..<40 { matrix[index, index] += 1 }
        let system = try #require(PositiveDefiniteSystem(matrix))
        let (first, second) = (Self.random(1, 40, seed: 4), Self.random(3, 40, seed: 5))
        let solution = try #require(system.solution(of: first))
        #expect(largestDifference(try #require(system.solution(of: second)).times(matrix).values, second.values) < 1e-9)
        #expect(try #require(system.solution(of: first)).values == solution.values)
        #expect(try #require(PositiveDefiniteSystem(matrix)?.solution(of: first)).values == solution.values)
    }

    @Test("only the lower triangle is read") func triangle() throws {
        let rightSides = DoubleMatrix(rows: 1, columns: 2, values: [5, 10])
        let matrix = DoubleMatrix(rows: 2, columns: 2, values: [4, .nan, 2, 3])
        let solution = try #require(PositiveDefiniteSystem(matrix)?.solution(of: rightSides))
        #expect(largestDifference(solution.values, [-0.625, 3.75]) < 1e-14)
    }

    @Test("what is not positive definite has no solution") func refused() {
        let rightSides = DoubleMatrix(rows: 1, columns: 2, values: [1, 1])
        for values in [[1, 2, 2, 1], [-1, 0, 0, 1], [Double.nan, 0, 0, 1], [1, 0, Double.nan, 1]] {
            let matrix = DoubleMatrix(rows: 2, columns: 2, values: values)
            #expect(PositiveDefiniteSystem(matrix)?.solution(of: rightSides) == nil, "\(values)")
        }
    }
}
