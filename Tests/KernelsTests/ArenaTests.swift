import Kernels
import Testing

@Suite("Arena and matrix")
struct ArenaTests {
    @Test("zeroed, aligned to a cache line, replaceable", arguments: [0, 1, 15, 1_000])
    func arena(count: Int) {
        let arena = Arena(count: count)
        #expect(arena.contents() == Array(repeating: 0, count: count))
        #expect(Int(bitPattern: arena.base) % 64 == 0)
        let values = (0..<count).map { Float($0) }
        arena.replaceContents(with: values)
        #expect(arena.contents() == values)
        arena.fill(2)
        #expect(arena.contents() == Array(repeating: 2, count: count))
    }

    @Test("a matrix over every second pair of floats") func strided() {
        let arena = Arena(count: 12)
        arena.replaceContents(with: (0..<12).map { Float($0) })
        let matrix = Matrix(base: arena.base, rows: 3, columns: 2, stride: 4)
        #expect(!matrix.isDense && matrix.count == 6)
        #expect((0..<3).map { matrix[$0, 1] } == [1, 5, 9])
        matrix[2, 0] = -1
        #expect(arena.contents()[8] == -1)
        let prefix = matrix.prefix(2)
        #expect(prefix.rows == 2 && prefix.stride == 4 && prefix[1, 0] == 4)
    }

    @Test("rows and columns of a matrix are views of the same memory") func views() {
        let arena = Arena(count: 20)
        arena.replaceContents(with: (0..<20).map { Float($0) })
        let matrix = Matrix(base: arena.base, rows: 4, columns: 5)
        let columns = matrix.columns(2..<4)
        #expect(columns.rows == 4 && columns.columns == 2 && columns.stride == 5 && !columns.isDense)
        #expect(columns[0, 0] == 2 && columns[3, 1] == 18)
        let rows = matrix.rows(1..<3)
        #expect(rows.rows == 2 && rows.isDense && rows[0, 0] == 5 && rows[1, 4] == 14)
        let both = matrix.rows(2..<4).columns(1..<2)
        both[1, 0] = -1
        #expect(arena.contents()[16] == -1 && both.hasShape(of: columns.prefix(2).columns(1..<2)))
        #expect(matrix.rows(4..<4).count == 0 && matrix.columns(5..<5).count == 0)
    }
}
