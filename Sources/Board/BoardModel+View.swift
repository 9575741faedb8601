package import TerminalUI

extension BoardModel {
    /// The whole screen. The same model always gives the same frame.
    package func view() -> Frame {
        var frame = Frame(size: size, style: theme.blank)
        if let layout = BoardLayout(self) {
            BoardHeader(self).render(into: &frame, in: layout.header)
            HeatMapPanel(self).render(into: &frame, in: layout.map)
            CurvesPanel(self).render(into: &frame, in: layout.curves)
            BoardTable(self, layout).render(into: &frame, in: layout.table)
            BoardFooter(self).render(into: &frame, in: layout.footer)
            if mode == .help {
                KeyListBox(lines: BoardKey.table.compactMap(\.help), theme: theme)
                    .render(into: &frame, in: frame.bounds.inset(bottom: 1))
            }
        } else {
            let (width, height) = (BoardLayout.smallest.width, BoardLayout.smallest.height)
            let text = "groktop needs \(width)×\(height), this is \(size.width)×\(size.height); q leaves"
            frame.text(text, x: 0, y: max(0, size.height / 2), style: theme[.text], limit: size.width)
        }
        if symbols == .ascii { frame.foldToASCII() }
        return frame
    }
}
