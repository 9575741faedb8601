import Kernels
import TestSupport
import Testing

@Suite("Recorded products")
struct ProductRecorderTests {
    /// Other suites multiply at the same time, so the test looks for sizes that no other suite uses.
    @Test("notes sizes and transpositions of the products made meanwhile, and none after") func shapes() {
        let (a, b, c) = (Memory.unset(1_009, 3), Memory.unset(1_013, 3), Memory.unset(1_009, 1_013))
        a.fill(1)
        b.fill(1)
        func count(_ shapes: [ProductShape], _ shape: ProductShape) -> Int { shapes.filter { $0 == shape }.count }
        let forward = ProductShape(m: 1_009, n: 1_013, k: 3, isFirstTransposed: false, isSecondTransposed: true)
        let backward = ProductShape(m: 1_009, n: 3, k: 1_013, isFirstTransposed: false, isSecondTransposed: false)
        let weights = ProductShape(m: 1_013, n: 3, k: 1_009, isFirstTransposed: true, isSecondTransposed: false)
        let recorded = ProductRecorder.record {
            MatrixProduct.timesTransposed(a, b, into: c, .overwritten)
            MatrixProduct.timesTransposed(a, b, into: c, .addedTo)
            MatrixProduct.times(c, b, into: a, .overwritten)
            MatrixProduct.transposedTimes(c, a, into: b, .overwritten)
        }
        MatrixProduct.timesTransposed(a, b, into: c, .overwritten)
        #expect(count(recorded, forward) == 2 && count(recorded, backward) == 1 && count(recorded, weights) == 1)
        #expect(forward.operations == 2 * 1_009 * 1_013 * 3)
        #expect(count(ProductRecorder.record {}, forward) == 0)
    }
}
