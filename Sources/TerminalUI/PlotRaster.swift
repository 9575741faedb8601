/// A rectangle of dots, several to a cell, that curves are drawn on.
package struct PlotRaster {
    package let columns: Int
    package let rows: Int
    private let symbols: Symbols
    private let cellColumns: Int
    private var bits: [UInt8]
    /// Index of the series that was last drawn in a cell.
    private var owner: [UInt8]

    package init(width: Int, height: Int, symbols: Symbols) {
        self.symbols = symbols
        cellColumns = width
        columns = width * symbols.dotsAcross
        rows = height * symbols.dotsDown
        bits = Array(repeating: 0, count: width * height)
        owner = bits
    }

    /// Sets the dots of one column from `first` to `last`, in either order; what is outside is cut off.
    package mutating func fill(column: Int, from first: Double, to last: Double, owner index: Int) {
        guard column >= 0, column < columns else { return }
        // Half away from the edge and no further: a value beyond the scale leaves it instead of lying along its edge.
        let low = max(-1, min(first, last)).rounded()
        let high = min(Double(rows), max(first, last)).rounded()
        guard high >= 0, low <= Double(rows - 1) else { return }
        for row in max(0, Int(low))...max(0, min(rows - 1, Int(high))) {
            let cell = row / symbols.dotsDown * cellColumns + column / symbols.dotsAcross
            bits[cell] |= symbols.bit(column: column % symbols.dotsAcross, row: row % symbols.dotsDown)
            owner[cell] = UInt8(truncatingIfNeeded: index)
        }
    }

    /// Writes the cells that have dots.
    package func render(into frame: inout Frame, in rect: Rect, style: (Int) -> (style: Style, mark: Unicode.Scalar)) {
        for index in bits.indices where bits[index] != 0 {
            let look = style(Int(owner[index]))
            frame.set(
                rect.x + index % cellColumns, rect.y + index / cellColumns,
                symbols.scalar(bits: bits[index], mark: look.mark), look.style)
        }
    }
}
