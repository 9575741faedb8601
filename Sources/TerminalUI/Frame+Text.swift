extension Frame {
    /// Writes text on one row.
    ///
    /// - Parameter limit: columns it may take; what goes beyond is cut off with an ellipsis, so that a cut number is
    ///   not read as a whole one.
    /// - Returns: the columns used.
    @discardableResult
    package mutating func text(_ text: String, x: Int, y: Int, style: Style, limit: Int = .max) -> Int {
        self.text(TextLine(text, style), x: x, y: y, limit: limit)
    }

    /// Writes spans one after the other; the limit holds for all of them together.
    @discardableResult
    package mutating func text(_ line: TextLine, x: Int, y: Int, limit: Int = .max) -> Int {
        guard y >= 0, y < height, limit > 0 else { return 0 }
        var used = 0
        for span in line.spans {
            for scalar in span.text.unicodeScalars {
                if used == limit {
                    set(x + used - 1, y, "…", span.style)
                    return used
                }
                set(x + used, y, ScalarWidth.single(scalar), span.style)
                used += 1
            }
        }
        return used
    }

    /// Writes text so that it ends just before column `right`.
    package mutating func textRight(_ text: String, right: Int, y: Int, style: Style) {
        self.text(text, x: right - text.unicodeScalars.count, y: y, style: style)
    }

    /// The rows as strings, trailing spaces kept.
    package var lines: [String] {
        (0..<height).map { row in
            var line = String.UnicodeScalarView()
            line.append(contentsOf: cells[row * width..<(row + 1) * width].lazy.map(\.scalar))
            return String(line)
        }
    }
}
