/// Columns and rows.
package struct Size: Hashable, Sendable {
    /// Columns.
    package var width: Int
    /// Rows.
    package var height: Int

    /// A size; a negative one holds nothing.
    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// A part of a frame. Width and height are never negative, whatever is cut off.
package struct Rect: Hashable, Sendable {
    /// The first column.
    package var x: Int
    /// The first row.
    package var y: Int
    /// Columns, 0 or more.
    package private(set) var width: Int
    /// Rows, 0 or more.
    package private(set) var height: Int

    /// A rectangle by its upper left corner. A negative width or height becomes 0.
    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// Whether it holds no cell.
    package var isEmpty: Bool { width == 0 || height == 0 }
    /// The first column and row past the rectangle.
    package var right: Int { x + width }
    /// The first row past the rectangle.
    package var bottom: Int { y + height }

    /// Whether a cell lies in it.
    package func contains(x: Int, y: Int) -> Bool {
        x >= self.x && x < right && y >= self.y && y < bottom
    }

    /// The rectangle with this much taken off each side, or put on where an amount is negative.
    package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
        Rect(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
    }

    /// What a box of one cell around leaves.
    package var insideBox: Rect { inset(left: 1, top: 1, right: 1, bottom: 1) }

    /// The row at this index from the top; an empty rectangle where there is none.
    package func row(_ index: Int) -> Rect {
        index < 0 || index >= height
            ? Rect(x: x, y: y + index, width: 0, height: 0) : Rect(x: x, y: y + index, width: width, height: 1)
    }

    /// Takes this many rows off the top, or as many as there are, and returns them.
    package mutating func takeTop(_ rows: Int) -> Rect {
        let taken = Rect(x: x, y: y, width: width, height: min(height, max(0, rows)))
        self = inset(top: taken.height)
        return taken
    }

    /// Cuts the rectangle into this many columns side by side. The first ones are a cell wider where it does not come
    /// out even.
    package func columns(_ count: Int) -> [Rect] {
        guard count > 0 else { return [] }
        var left = x
        return (0..<count).map { index in
            let share = width / count + (index < width % count ? 1 : 0)
            defer { left += share }
            return Rect(x: left, y: y, width: share, height: height)
        }
    }

    /// A rectangle of at most this size in the middle.
    package func centered(width wanted: Int, height wantedHeight: Int) -> Rect {
        let inner = min(width, wanted)
        let innerHeight = min(height, wantedHeight)
        return Rect(x: x + (width - inner) / 2, y: y + (height - innerHeight) / 2, width: inner, height: innerHeight)
    }
}
