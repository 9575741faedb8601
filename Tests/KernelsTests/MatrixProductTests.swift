import Kernels
import TestSupport
import Testing

@Suite("Matrix products")
struct MatrixProductTests {
    /// Sums of k ≤ 33 products in float differ from those in double by about k · 6e-8 of the largest entry.
    private static let tolerance = 5e-6

    @Test(arguments: Sizes.odd)
    func threeForms(sizes: Sizes) {
        var generator = RandomGenerator(seed: 1, stream: .probes)
        let a = Grid.random(sizes.rows, sizes.inner, from: &generator)
        let b = Grid.random(sizes.inner, sizes.columns, from: &generator)
        let start = Grid.random(sizes.rows, sizes.columns, from: &generator)
        let expected = Naive.product(a, b)
        let expectedSum = Naive.sum(start, expected)
        let (left, leftTransposed) = (Memory.matrix(a), Memory.matrix(a.transposed))
        let (right, rightTransposed) = (Memory.matrix(b), Memory.matrix(b.transposed))

        let forms: [(String, (Matrix, MatrixProduct.Destination) -> Void)] = [
            ("a·b", { MatrixProduct.times(left, right, into: $0, $1) }),
            ("a·bᵀ", { MatrixProduct.timesTransposed(left, rightTransposed, into: $0, $1) }),
            ("aᵀ·b", { MatrixProduct.transposedTimes(leftTransposed, right, into: $0, $1) }),
        ]
        for (name, multiply) in forms {
            // Overwriting must not read the old values: 0 · NaN is NaN.
            let overwritten = Memory.unset(sizes.rows, sizes.columns)
            multiply(overwritten, .overwritten)
            #expect(relativeError(Grid(overwritten).values, expected.values) < Self.tolerance, "\(name)")
            let added = Memory.matrix(start)
            multiply(added, .addedTo)
            #expect(relativeError(Grid(added).values, expectedSum.values) < Self.tolerance, "\(name), added")
            #expect(Memory.isUntouchedAround(overwritten), "\(name)")
        }
    }

    @Test("rows with gaps between them are read and written where they are")
    func strides() {
        var generator = RandomGenerator(seed: 2, stream: .probes)
        let a = Grid.random(5, 7, from: &generator)
        let b = Grid.random(7, 3, from: &generator)
        let result = Memory.unset(5, 3, stride: 4)
        MatrixProduct.times(Memory.matrix(a, stride: 11), Memory.matrix(b, stride: 8), into: result, .overwritten)
        #expect(relativeError(Grid(result).values, Naive.product(a, b).values) < Self.tolerance)
        #expect((0..<5).allSatisfy { (result.row($0) + 3).pointee.isNaN }, "the gaps are nobody's to write")
    }

    @Test("the names of the kernels are known") func coreName() {
        #expect(!MatrixProduct.coreName.isEmpty)
    }
}
