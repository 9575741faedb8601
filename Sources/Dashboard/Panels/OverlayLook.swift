import TerminalUI

/// How another run lies beneath the one on the screen: in the same colours, halfway to grey.
enum OverlayLook {
    static func style(_ role: Theme.Role, _ theme: Theme) -> Style {
        let own = theme[role].foreground
        return Style(foreground: own.mixed(with: theme[.inactive].foreground, share: 0.6), attributes: .dim)
    }

    static func curves(_ overlay: Overlay, _ theme: Theme) -> [LineChart.Series] {
        [
            LineChart.Series(points: overlay.run.evaluations.train, style: style(.train, theme), mark: ","),
            LineChart.Series(points: overlay.run.evaluations.test, style: style(.test, theme), mark: "'"),
        ]
    }

    /// Where the run on the screen left the one beneath it.
    static func renderFork(_ overlay: Overlay, _ span: TimeSpan, _ theme: Theme, into frame: inout Frame, plot: Rect) {
        guard let step = overlay.forkStep,
            let column = TimeScale(span.steps, columns: plot.width).column(of: step)
        else { return }
        for y in plot.y..<plot.bottom { frame.set(plot.x + column, y, "┊", theme[.axis].adding(.dim)) }
    }
}
