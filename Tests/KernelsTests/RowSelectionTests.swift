import Kernels
import TestSupport
import Testing

@Suite("Row selection")
struct RowSelectionTests {
    /// Selections with repeated, absent and unordered rows, and with all rows, one and none.
    private static let selections: [[Int32]] = [
        [4, 4, 0, 2, 4, 0], [0, 1, 2, 3, 4], [3], [], [4, 3, 2, 1, 0, 0, 0, 1],
    ]
    private static let widths = [1, 5, 16, 17, 40]

    @Test("each row is the one that is named", arguments: selections, widths)
    func gather(rows: [Int32], width: Int) {
        var generator = RandomGenerator(seed: 18, stream: .probes)
        let grid = Grid.random(5, width, from: &generator)
        // One input is a view of some columns of a larger matrix, as queries are.
        for input in [Memory.matrix(grid), Memory.sideBySide([grid, grid])[1], Memory.matrix(grid, stride: width + 2)] {
            let output = Memory.unset(rows.count, width)
            RowSelection.gather(input, rows: rows, into: output)
            #expect(Grid(output).values == rows.flatMap { grid.row(Int($0)) })
            #expect(Memory.isUntouchedAround(output))
        }
    }

    @Test("backward adds to what is there, once for each time that a row was taken", arguments: selections, widths)
    func scatterAdd(rows: [Int32], width: Int) {
        var generator = RandomGenerator(seed: 19, stream: .probes)
        let held = Grid.random(5, width, from: &generator)
        let gradient = Grid.random(rows.count, width, from: &generator)
        // Sums are in the order of the rows, each rounded, so the bits must agree.
        var expected = held
        for (index, row) in rows.enumerated() {
            for column in 0..<width {
                expected[Int(row), column] = Double(Float(expected[Int(row), column]) + Float(gradient[index, column]))
            }
        }
        let dense = Memory.matrix(held)
        let views = Memory.sideBySide([held, held])
        let strided = Memory.matrix(held, stride: width + 3)
        for output in [dense, views[1], strided] {
            RowSelection.scatterAdd(Memory.matrix(gradient), rows: rows, to: output)
            #expect(Grid(output) == expected)
        }
        #expect(Grid(views[0]) == held, "the other columns are nobody's to write")
        #expect(Memory.isUntouchedAround(dense) && Memory.isUntouchedAround(strided))
    }

    @Test("one is the other's transpose: ⟨gather x, y⟩ = ⟨x, scatter y⟩") func transposes() {
        var generator = RandomGenerator(seed: 20, stream: .probes)
        let rows: [Int32] = [2, 0, 2, 5, 1, 2]
        let (x, y) = (Grid.random(7, 3, from: &generator), Grid.random(6, 3, from: &generator))
        let (taken, added) = (Memory.unset(6, 3), Memory.zeros(7, 3))
        RowSelection.gather(Memory.matrix(x), rows: rows, into: taken)
        RowSelection.scatterAdd(Memory.matrix(y), rows: rows, to: added)
        let (left, right) = (sumOfProducts(Grid(taken).values, y.values), sumOfProducts(x.values, Grid(added).values))
        #expect(abs(left - right) < 1e-6)
    }
}
