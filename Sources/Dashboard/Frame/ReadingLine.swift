import TerminalUI

/// The line through a plot at the step that is read, and a fainter one at the step it is compared with.
struct ReadingLine: Widget {
    let theme: Theme
    let span: TimeSpan
    /// Whether what the line crosses is drawn reversed, so that the line shows where all cells are taken: in ribbons
    /// and bars. Elsewhere curves lie over the line.
    var isOverBars = false

    /// - Parameter rect: the plot alone.
    func render(into frame: inout Frame, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let time = TimeScale(span.steps, columns: rect.width)
        for (step, glyph, role) in lines {
            guard let step, let column = time.column(of: step) else { continue }
            for y in rect.y..<rect.bottom {
                let x = rect.x + column
                guard let cell = frame[x, y] else { continue }
                if cell.scalar == " " {
                    frame.set(x, y, glyph, theme[role])
                } else if isOverBars {
                    frame.set(x, y, cell.scalar, cell.style.adding(.reverse))
                }
            }
        }
    }

    private var lines: [(step: Int?, glyph: Unicode.Scalar, role: Theme.Role)] {
        [(span.mark, "┊", .inactive), (span.reading, "│", .marker)]
    }
}
