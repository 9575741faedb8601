import Kernels
import TestSupport
import Testing

@Suite("Gradient sums and dot products")
struct SumTests {
    @Test(arguments: [(1, 0..<1), (2, 3..<20), (4, 0..<37), (3, 16..<33)])
    func gradientSum(shardCount: Int, range: Range<Int>) {
        var generator = RandomGenerator(seed: 15, stream: .probes)
        let shards = (0..<shardCount).map { _ in Grid.random(1, 40, from: &generator) }
        let pointers: [UnsafeMutablePointer<Float>?] = shards.map { Memory.matrix($0).base }
        let total = Arena(count: 40)
        total.fill(7)
        let square = pointers.withUnsafeBufferPointer { GradientSum.add($0, range: range, into: total) }
        var expectedSquare = 0.0
        for index in 0..<40 {
            guard range.contains(index) else {
                #expect(total.base[index] == 7, "\(index) is outside of \(range)")
                continue
            }
            // Sums are in the order of the shards, each rounded, so the bits must agree.
            let sum = shards.dropFirst().reduce(Float(shards[0].values[index])) { $0 + Float($1.values[index]) }
            #expect(total.base[index] == sum)
            expectedSquare += Double(sum) * Double(sum)
        }
        #expect(abs(square - expectedSquare) < 1e-14 * expectedSquare)
    }

    @Test(arguments: [0, 1, 15, 16, 17, 100, 1_003])
    func fourProducts(count: Int) {
        var generator = RandomGenerator(seed: 16, stream: .probes)
        let rows = (0..<4).map { _ in Grid.random(1, count, from: &generator) }
        let bases = rows.map { Memory.matrix($0).base }
        let sums = DotProducts.cross(bases[0], bases[1], with: bases[2], bases[3], count: count)
        let expected = [(0, 2), (0, 3), (1, 2), (1, 3)].map { sumOfProducts(rows[$0].values, rows[$1].values) }
        // Products of floats are exact in double: only the order of the sum differs.
        #expect(largestDifference([sums.0, sums.1, sums.2, sums.3], expected) < 1e-12)
    }

    @Test(arguments: [0, 1, 15, 16, 17, 100])
    func norm(count: Int) {
        var generator = RandomGenerator(seed: 17, stream: .probes)
        let values = Grid.random(1, count, from: &generator).values
        let arena = Arena(count: count)
        arena.replaceContents(with: values.map { Float($0) })
        let expected = sumOfProducts(values, values).squareRoot()
        #expect(abs(DotProducts.norm(arena) - expected) < 1e-13)
        #expect(abs(DotProducts.norm(UnsafeBufferPointer(arena.buffer)) - expected) < 1e-13)
    }

    @Test("sums in double keep what floats would lose") func smallBesideLarge() {
        let ones = Memory.matrix(Grid(rows: 1, columns: 4) { _, _ in 1 }).base
        let values = Memory.matrix(Grid(rows: 1, columns: 4, values: [1e10, 1, 1, -1e10])).base
        #expect(DotProducts.cross(ones, ones, with: values, values, count: 4).0 == 2)
    }
}
