import RunEvents
package import TerminalUI

extension Model {
    /// The whole screen. The same model and size always give the same frame.
    package func view(size: Size) -> Frame {
        var frame = Frame(size: size, style: theme.blank)
        if let layout = Layout(size: size, isExpanded: isExpanded) {
            shown.render(layout, into: &frame)
            let screen = frame.bounds.inset(bottom: 1)
            switch mode {
            case .help: HelpView(model: self).render(into: &frame, in: screen)
            case .choosingProbe: ProbeMenuView(model: self).render(into: &frame, in: screen)
            default: break
            }
        } else {
            renderTooSmall(into: &frame)
        }
        if symbols == .ascii { frame.foldToASCII() }
        return frame
    }

    package func view() -> Frame { view(size: size) }

    private func render(_ layout: Layout, into frame: inout Frame) {
        let span = TimeSpan(run: run)
        HeaderView(model: self).render(into: &frame, in: layout.header)
        AccuracyView(model: self, span: span).render(into: &frame, in: layout.accuracy)
        RibbonView(model: self, span: span, window: .fine).render(into: &frame, in: layout.fineRibbon)
        RibbonView(model: self, span: span, window: .coarse).render(into: &frame, in: layout.coarseRibbon)
        PredictionRibbonView(model: self, span: span).render(into: &frame, in: layout.predictionRibbon)
        renderSteps(span, into: &frame, in: layout.steps)
        if let spectrum = layout.spectrum { render(spectrum, span, into: &frame) }
        for bottom in layout.bottom { render(bottom, into: &frame) }
        FooterView(model: self).render(into: &frame, in: layout.footer)
    }

    private func renderSteps(_ span: TimeSpan, into frame: inout Frame, in rect: Rect) {
        frame.text(" step ", x: rect.x, y: rect.y, style: theme[.axis])
        StepAxis(limit: span.limit, style: theme[.axis]).render(into: &frame, in: Layout.plot(of: rect))
    }

    private func render(_ spectrum: Layout.Spectrum, _ span: TimeSpan, into frame: inout Frame) {
        EigenvalueView(model: self, span: span).render(into: &frame, in: spectrum.eigenvalues)
        let gapFlow = GapFlowView(model: self, span: span)
        if let place = spectrum.gapFlow { gapFlow.render(into: &frame, in: place) }
        if side == .drive || spectrum.gapFlow != nil {
            DriveView(model: self, span: span).render(into: &frame, in: spectrum.drive)
        } else {
            gapFlow.render(into: &frame, in: spectrum.drive)
        }
    }

    private func render(_ bottom: Layout.Bottom, into frame: inout Frame) {
        let rect = bottom.rect
        switch shownPanel(bottom.panel) {
        case .newest: NoProbeView(model: self).render(into: &frame, in: rect)
        case .events: EventsView(model: self).render(into: &frame, in: rect)
        case .classes: ClassesView(model: self).render(into: &frame, in: rect)
        case .windows: WindowsView(model: self, span: TimeSpan(run: run)).render(into: &frame, in: rect)
        case .measurement(let measurement):
            MeasurementPanel.of(measurement).view(self).render(into: &frame, in: rect)
        }
    }

    /// What a place on the screen shows just now; `.newest` stands for: there is no probe yet.
    private func shownPanel(_ place: Layout.Panel) -> PanelChoice {
        switch place {
        case .events: panel == .classes || panel == .windows ? panel : .events
        case .classes: panel == .windows ? .windows : .classes
        case .ablation: .measurement(.ablation)
        case .perturbation:
            if isProbeChosen, panel != .measurement(.ablation) {
                panel
            } else {
                newestProbe(besides: .ablation) ?? .measurement(.perturbation)
            }
        case .probe: isProbeChosen ? panel : newestProbe(besides: nil) ?? .newest
        case .any: panel == .newest ? newestProbe(besides: nil) ?? .events : panel
        }
    }

    private var isProbeChosen: Bool { panel.measurement != nil }

    /// The last answer that has come: first those about the past.
    private func newestProbe(besides other: MeasurementKind?) -> PanelChoice? {
        [answers.newest, run.newestProbe].compactMap { $0 }.first { $0 != other }.map(PanelChoice.measurement)
    }

    /// The answer that the panel of a probe shows: one about the past first.
    func probe(_ kind: MeasurementKind) -> ProbeRecord? { answers[kind] ?? run.probe(kind) }

    private func renderTooSmall(into frame: inout Frame) {
        let lines = unseenLines
        let whole = lines.joined(separator: ", ")
        let shown = whole.unicodeScalars.count <= frame.width ? [whole] : lines
        let top = max(0, (frame.height - shown.count) / 2)
        for (index, line) in shown.enumerated() {
            let x = max(0, (frame.width - line.unicodeScalars.count) / 2)
            frame.text(line, x: x, y: top + index, style: theme[.text], limit: frame.width - x)
        }
    }
}
