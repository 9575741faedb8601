extension Frame {
    /// Gives the lines of a box another style. What stands on them, titles and marks, keeps its own.
    package mutating func restyleBox(_ rect: Rect, _ style: Style) {
        guard !rect.isEmpty else { return }
        let lines: Set<Unicode.Scalar> = ["─", "│", "╭", "╮", "╰", "╯", "┴", "┬"]
        func restyle(_ x: Int, _ y: Int, _ frame: inout Frame) {
            guard let cell = frame[x, y], lines.contains(cell.scalar) else { return }
            var style = style
            style.background = cell.style.background
            frame.set(x, y, cell.scalar, style)
        }
        for x in rect.x..<rect.right {
            restyle(x, rect.y, &self)
            restyle(x, rect.bottom - 1, &self)
        }
        for y in rect.y..<rect.bottom {
            restyle(rect.x, y, &self)
            restyle(rect.right - 1, y, &self)
        }
    }
}
