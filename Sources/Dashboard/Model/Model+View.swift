import RunEvents
package import TerminalUI

extension Model {
    /// The whole screen. The same model and size always give the same frame.
    package func view(size: Size) -> Frame {
        var frame = Frame(size: size, style: theme.blank)
        if let layout = layout(size) {
            shown.render(layout, into: &frame)
            let screen = frame.bounds.inset(bottom: 1)
            switch mode {
            case .help: HelpView(self).render(into: &frame, in: screen)
            case .choosingProbe: ProbeMenuView(self).render(into: &frame, in: screen)
            case .asking:
                asked.map { QueryView(answers: $0, theme: theme) }?.render(into: &frame, in: screen.inset(top: 1))
            default: break
            }
        } else {
            renderTooSmall(into: &frame)
        }
        if symbols == .ascii { frame.foldToASCII() }
        return frame
    }

    /// The whole screen at the model's own size.
    package func view() -> Frame { view(size: size) }

    private func render(_ layout: Layout, into frame: inout Frame) {
        HeaderView(self).render(into: &frame, in: layout.header)
        renderTime(layout, into: &frame)
        for (place, shown) in zip(layout.places, shownPanels(layout)) {
            shown.widget(self).render(into: &frame, in: place.rect)
        }
        if let rect = focusedRect(layout) { frame.restyleBox(rect, theme[.title]) }
        if let rect = knowledgeRect(layout) {
            frame.fill(rect, style: theme.blank)
            Panel.knowledge.widget(self).render(into: &frame, in: rect)
        }
        FooterView(self).render(into: &frame, in: layout.footer)
    }

    /// What stands on the time axis, as far as it is switched on.
    private func renderTime(_ layout: Layout, into frame: inout Frame) {
        if !layout.accuracy.isEmpty { Panel.course.widget(self).render(into: &frame, in: layout.accuracy) }
        if !layout.fineRibbon.isEmpty {
            RibbonView(self, .fine).render(into: &frame, in: layout.fineRibbon)
            RibbonView(self, .coarse).render(into: &frame, in: layout.coarseRibbon)
            PredictionRibbonView(self).render(into: &frame, in: layout.predictionRibbon)
        }
        if !layout.steps.isEmpty { StepsRow(theme: theme, span: span).render(into: &frame, in: layout.steps) }
    }

    /// What stands in each place, first those about the edge, then those of the lower row.
    func shownPanels(_ layout: Layout) -> [Panel] {
        // What was switched off takes nobody else's place.
        let isOff = memory.arrangement.switches[side] == false
        return panels(in: layout.spectrum, chosen: isOff ? nil : side) + panels(in: layout.bottom, chosen: panel)
    }

    /// What stands in each place of a row just now. A chosen panel without a place of its own stands in the last place
    /// that takes it.
    private func panels(in places: [Layout.Place], chosen: Panel?) -> [Panel] {
        let own = places.filter { !$0.followsNewest }.map(\.panel)
        let homeless = chosen.flatMap { $0 == .newest || own.contains($0) ? nil : $0 }
        let place = homeless.flatMap { panel in places.lastIndex { $0.groups.contains(panel.group) } }
        return places.enumerated().map { index, each in
            if index == place, let homeless { return homeless }
            return each.followsNewest ? newestAnswer(besides: own) ?? each.panel : each.panel
        }
    }

    /// The last answer that has come, first those about the past; nil where there is none that has no place of its own.
    private func newestAnswer(besides own: [Panel]) -> Panel? {
        [answers.newest, run.newestProbe].compactMap { $0 }.map(Panel.measurement).first { !own.contains($0) }
    }

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
