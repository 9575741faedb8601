/// A number of columns and rows.
package struct Size: Hashable, Sendable {
    /// Columns.
    package var width: Int
    /// Rows.
    package var height: Int

    /// Makes a size from its members.
    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// A part of a frame. Its width and height are never negative.
package struct Rect: Hashable, Sendable {
    /// The leftmost column.
    package var x: Int
    /// The uppermost row.
    package var y: Int
    /// How many columns there are.
    package private(set) var width: Int
    /// How many rows there are.
    package private(set) var height: Int

    /// Makes a rectangle; a negative width or height counts as 0.
    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// Whether it has no cell.
    package var isEmpty: Bool { width == 0 || height == 0 }
    /// The first column after the rectangle.
    package var right: Int { x + width }
    /// The first row after the rectangle.
    package var bottom: Int { y + height }

    /// The rectangle without the given number of cells at each side.
    package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
        Rect(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
    }

    /// The rectangle without a border of one cell.
    package var insideBox: Rect { inset(left: 1, top: 1, right: 1, bottom: 1) }

    /// One row of the rectangle, counted from 0; empty outside of it.
    package func row(_ index: Int) -> Rect {
        index < 0 || index >= height
            ? Rect(x: x, y: y + index, width: 0, height: 0) : Rect(x: x, y: y + index, width: width, height: 1)
    }

    /// Removes rows at the top and returns them.
    package mutating func takeTop(_ rows: Int) -> Rect {
        let taken = Rect(x: x, y: y, width: width, height: min(height, max(0, rows)))
        self = inset(top: taken.height)
        return taken
    }

    /// The rectangle cut into columns side by side; the first ones are a cell wider where the width does not divide
    /// evenly.
    package func columns(_ count: Int) -> [Rect] {
        guard count > 0 else { return [] }
        var left = x
        return (0..<count).map { index in
            let share = width / count + (index < width % count ? 1 : 0)
            defer { left += share }
            return Rect(x: left, y: y, width: share, height: height)
        }
    }

    /// A rectangle of at most this size, in the middle.
    package func centered(width wanted: Int, height wantedHeight: Int) -> Rect {
        let inner = min(width, wanted)
        let innerHeight = min(height, wantedHeight)
        return Rect(x: x + (width - inner) / 2, y: y + (height - innerHeight) / 2, width: inner, height: innerHeight)
    }
}
