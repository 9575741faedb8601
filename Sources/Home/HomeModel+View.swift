package import TerminalUI

extension HomeModel {
    /// The whole screen. The same model always gives the same frame.
    package func view() -> Frame {
        var frame = Frame(size: size, style: theme.blank)
        if let layout = HomeLayout(self) {
            HomeHeader(self).render(into: &frame, in: layout.header)
            RunTable(self, layout).render(into: &frame, in: layout.table)
            PresetList(self).render(into: &frame, in: layout.presets)
            HomeFooter(self).render(into: &frame, in: layout.footer)
            if mode == .help {
                KeyListBox(lines: HomeKey.table.compactMap(\.help), theme: theme)
                    .render(into: &frame, in: frame.bounds.inset(bottom: 1))
            }
        } else {
            let (width, height) = (HomeLayout.smallest.width, HomeLayout.smallest.height)
            let text = "groktop needs \(width)×\(height), this is \(size.width)×\(size.height); q leaves"
            frame.text(text, x: 0, y: max(0, size.height / 2), style: theme[.text], limit: size.width)
        }
        if symbols == .ascii { frame.foldToASCII() }
        return frame
    }
}
