import RunEvents
import TerminalUI

/// How much of v₁ the gradient drives; the rest is weight decay's.
struct DriveView: Widget {
    let theme: Theme
    let symbols: Symbols
    let span: TimeSpan
    let window: WindowSlice
    /// The window that figures are of.
    let read: WindowSlice
    /// Whether directions have shares.
    let hasSplit: Bool

    private var history: SpectrumHistory { window.history }

    /// Rows from which the sign of the alignment has one of its own.
    private static let roomForSign = 6

    func render(into frame: inout Frame, in rect: Rect) {
        PanelBox(
            title: TextLine("what drives v₁", theme[.title]), values: hasSplit ? values : [],
            frameStyle: theme[.spectrumFrame]
        ).render(into: &frame, in: rect)
        var inside = rect.insideBox
        guard history.newest != nil else {
            EmptyText(text: window.emptyText, style: theme[.inactive])
                .render(into: &frame, in: inside)
            return
        }
        guard hasSplit else {
            EmptyText(text: "this program's updates are not split", style: theme[.inactive])
                .render(into: &frame, in: inside)
            return
        }
        if inside.height >= DriveView.roomForSign {
            let row = inside.row(inside.height - 1)
            frame.text("sign", x: row.x, y: row.y, style: theme[.axis])
            signs.render(into: &frame, in: row.inset(left: EigenvalueView.gutter))
            inside = inside.inset(bottom: 1)
        }
        ValueAxis(
            scale: .linear(0...1),
            labels: [.init(value: 1, text: "100%"), .init(value: 0, text: "0%"), .init(value: 0.5, text: "50%")]
                .filter { $0.value != 0.5 || inside.height >= 7 },
            style: theme[.axis]
        ).render(into: &frame, in: Rect(x: inside.x, y: inside.y, width: 4, height: inside.height))
        let plot = inside.inset(left: EigenvalueView.gutter)
        bars.render(into: &frame, in: plot)
        ReadingLine(theme: theme, span: span, isOverBars: true).render(into: &frame, in: plot)
    }

    private var bars: ShareBars {
        let windows = history.windows
        return ShareBars(
            samples: StepSamples(count: windows.count, step: { windows[$0].step }) { windows[$0].share },
            steps: span.steps, now: span.now, hold: window.hold, barStyle: theme[.gradient],
            rest: Ribbon.Look("·", theme[.decay]), symbols: symbols)
    }

    /// + where gradient and decay push the same way.
    private var signs: Ribbon {
        let alignment = history.alignment
        return Ribbon(
            samples: StepSamples(count: alignment.count, step: alignment.step(at:)) { index in
                Ribbon.Look(alignment.value(at: index) > 0 ? "+" : "−", theme[.inactive])
            }, steps: span.steps, now: span.now, hold: window.hold, missing: Ribbon.Look(" ", theme[.inactive]))
    }

    private var values: [PanelBox.Value] {
        guard let newest = read.history.newest else { return [] }
        let share = NumberText.fixed(newest.share * 100, decimals: 0)
        let sign = newest.alignment.map { $0 > 0 ? "aligned +" : "opposed −" } ?? NumberText.unknown
        return [
            PanelBox.Value(
                TextLine(
                    NumberText.right(
                        "v\(NumberText.lowered(newest.kStar)) \(newest.driveClass.rawValue)", width: 14),
                    theme[ClassLook.role(newest.driveClass)]), importance: 0),
            PanelBox.Value(TextLine(sign, theme[.text]), importance: 1),
            PanelBox.Value(
                TextLine(
                    "gradient \(NumberText.right(share, width: 3)) %", theme[.gradient]),
                importance: 2),
        ]
    }
}

extension Panel {
    /// The gradient's share of v₁ over time.
    package static let drive = Panel("what drives v₁", .spectrum, roomFrom: 0, sharesTime: true) {
        DriveView(
            theme: $0.theme, symbols: $0.symbols, span: $0.span, window: $0.shownWindow, read: $0.readWindow,
            hasSplit: $0.run.description?.hasSplit ?? true)
    }
}
