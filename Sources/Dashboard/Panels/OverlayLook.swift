import TerminalUI

/// How other runs lie beneath the one on the screen: one alone in the same colours, halfway to grey; several each in a
/// colour of its own, with a letter at the end of its curve.
enum OverlayLook {
    /// Colours of several runs, the first for the first.
    private static let colors: [Theme.Role] = [
        .eigenvalue2, .eigenvalue4, .eigenvalue3, .decay, .eigenvalue5, .eigenvalue1,
    ]

    static func style(_ role: Theme.Role, _ theme: Theme) -> Style {
        let own = theme[role].foreground
        return Style(foreground: own.mixed(with: theme[.inactive].foreground, share: 0.6), attributes: .dim)
    }

    /// The style of a run's curves.
    ///
    /// - Parameters:
    ///   - index: its place among the runs beneath.
    ///   - role: what the curve would have in a run alone.
    static func style(at index: Int, of count: Int, _ role: Theme.Role, _ theme: Theme) -> Style {
        count == 1 ? style(role, theme) : theme[colors[index % colors.count]]
    }

    /// The letter of a run, a to z and again.
    static func letter(_ index: Int) -> Unicode.Scalar { Unicode.Scalar(UInt8(0x61 + index % 26)) }

    /// The accuracies of the runs beneath; of several the test accuracy alone.
    static func accuracies(_ overlays: [Overlay], _ theme: Theme) -> [LineChart.Series] {
        curves(overlays, theme, train: { $0.train }, test: { $0.test })
    }

    /// The losses of the runs beneath, as exponents of ten; of several the test loss alone.
    static func losses(_ overlays: [Overlay], _ theme: Theme) -> [LineChart.Series] {
        curves(
            overlays, theme, train: { $0.curve(.trainLossExponent) }, test: { $0.curve(.testLossExponent) })
    }

    /// A figure of the runs beneath that has no train set and no test set.
    static func figures(
        _ overlays: [Overlay], _ theme: Theme, _ figure: EvaluationHistory.Figure
    ) -> [LineChart.Series] {
        overlays.enumerated().map { index, overlay in
            LineChart.Series(
                points: overlay.placed(overlay.run.evaluations.curve(figure)),
                style: style(at: index, of: overlays.count, .test, theme),
                mark: overlays.count == 1 ? "'" : letter(index))
        }
    }

    private static func curves(
        _ overlays: [Overlay], _ theme: Theme, train: (EvaluationHistory) -> StepSeries,
        test: (EvaluationHistory) -> StepSeries
    ) -> [LineChart.Series] {
        overlays.enumerated().flatMap { index, overlay -> [LineChart.Series] in
            let (isAlone, history) = (overlays.count == 1, overlay.run.evaluations)
            func style(_ role: Theme.Role) -> Style { self.style(at: index, of: overlays.count, role, theme) }
            let trained = LineChart.Series(points: overlay.placed(train(history)), style: style(.train), mark: ",")
            let tested = LineChart.Series(
                points: overlay.placed(test(history)), style: style(.test), mark: isAlone ? "'" : letter(index))
            return isAlone ? [trained, tested] : [tested]
        }
    }

    /// Where the run on the screen and one beneath it part.
    static func renderForks(
        _ overlays: [Overlay], _ span: TimeSpan, _ theme: Theme, into frame: inout Frame, plot: Rect
    ) {
        for overlay in overlays {
            guard let step = overlay.forkStep,
                let column = TimeScale(span.steps, columns: plot.width).column(of: step)
            else { continue }
            for y in plot.y..<plot.bottom { frame.set(plot.x + column, y, "┊", theme[.axis].adding(.dim)) }
        }
    }
}
