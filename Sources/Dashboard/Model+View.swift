import RunEvents
package import TerminalUI

extension Model {
    /// The whole screen. The same model and size always give the same frame.
    package func view(size: Size) -> Frame {
        var frame = Frame(size: size, style: theme.blank)
        if let layout = Layout(size: size, isExpanded: isExpanded) {
            shown.render(layout, into: &frame)
            if mode == .help { HelpView(model: self).render(into: &frame, in: frame.bounds.inset(bottom: 1)) }
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
        renderSteps(span, into: &frame, in: layout.steps)
        if let spectrum = layout.spectrum {
            EigenvalueView(model: self, span: span).render(into: &frame, in: spectrum.eigenvalues)
            DriveView(model: self, span: span).render(into: &frame, in: spectrum.drive)
        }
        for bottom in layout.bottom { render(bottom, into: &frame) }
        FooterView(model: self).render(into: &frame, in: layout.footer)
    }

    private func renderSteps(_ span: TimeSpan, into frame: inout Frame, in rect: Rect) {
        frame.text(" step ", x: rect.x, y: rect.y, style: theme[.axis])
        StepAxis(limit: span.limit, style: theme[.axis]).render(into: &frame, in: Layout.plot(of: rect))
    }

    private func render(_ bottom: Layout.Bottom, into frame: inout Frame) {
        switch shownPanel(bottom.panel) {
        case .events: EventsView(model: self).render(into: &frame, in: bottom.rect)
        case .ablation: AblationView(model: self).render(into: &frame, in: bottom.rect)
        case .perturbation: PerturbationView(model: self).render(into: &frame, in: bottom.rect)
        case .newest: NoProbeView(model: self).render(into: &frame, in: bottom.rect)
        }
    }

    /// What a place on the screen shows just now; `.newest` stands for: there is no probe yet.
    private func shownPanel(_ place: Layout.Panel) -> PanelChoice {
        switch place {
        case .events: return .events
        case .ablation: return .ablation
        case .perturbation: return .perturbation
        case .probe: return panel == .ablation || panel == .perturbation ? panel : newestProbe
        case .any:
            if panel != .newest { return panel }
            return newestProbe == .newest ? .events : newestProbe
        }
    }

    private var newestProbe: PanelChoice {
        switch answers.newest {
        case .ablation: return .ablation
        case .perturbation: return .perturbation
        case .curvature, .readout, .function, .attention, .fourier, nil: break
        }
        if run.ablation == nil, run.perturbation == nil { return .newest }
        return run.isPerturbationNewest ? .perturbation : .ablation
    }

    private func renderTooSmall(into frame: inout Frame) {
        let needed = Layout.smallest
        let lines = [
            "needs \(needed.width)×\(needed.height)",
            "has \(frame.width)×\(frame.height)",
        ]
        let whole = lines.joined(separator: ", ")
        let shown = whole.unicodeScalars.count <= frame.width ? [whole] : lines
        let top = max(0, (frame.height - shown.count) / 2)
        for (index, line) in shown.enumerated() {
            let x = max(0, (frame.width - line.unicodeScalars.count) / 2)
            frame.text(line, x: x, y: top + index, style: theme[.text], limit: frame.width - x)
        }
    }
}
