import TerminalUI

/// What a person chooses to see, and how.
extension Model {
    mutating func changeView(_ action: Action) {
        switch action {
        case .switchWindow: window = window == .fine ? .coarse : .fine
        case .switchSide: switchSide()
        case .nextPanel: nextPanel()
        case .nextLayout: nextLayout()
        case .focusNext: moveFocus(by: 1)
        case .focusPrevious: moveFocus(by: -1)
        case .expand: expand()
        case .fullAxis:
            isFullAxis.toggle()
            // Said because the two may look the same: some runs take all of it.
            say(isFullAxis ? "accuracy from 0 to 1" : "accuracy in the part that the run is in")
        case .nextTheme:
            nextTheme()
            say(theme.notice ?? (themes.count > 1 ? "theme \(theme.name)" : "theme \(theme.name), the only one here"))
        default: preconditionFailure("\(action) changes nothing that is seen")
        }
    }

    private mutating func switchSide() {
        let sides = Panel.sides.filter { $0.subjects.contains(subject) }
        let index = sides.firstIndex(of: side) ?? 0
        side = sides[(index + 1) % sides.count]
        // Whoever asks for a panel wants to see it, also where its number has switched it off.
        if memory.arrangement.switches[side] == false { memory.arrangement.switches[side] = nil }
        let places = layout(size)?.spectrum.map(\.panel) ?? []
        let isShown = places.contains(.ledger) && places.contains(side)
        say(isShown ? "\(side.name): at this width it has its own place" : "beside the eigenvalues: \(side.name)")
    }

    /// Measurements that nobody has made are passed over: the menu makes them.
    private mutating func nextPanel() {
        let shown = shown
        let all = Panel.choices.filter { $0 == panel || $0.subjects.contains(subject) && $0.isOffered(shown) }
        let index = all.firstIndex(of: panel) ?? 0
        panel = all[(index + 1) % all.count]
        let hasRoom = layout(size)?.bottom.isEmpty == false
        say("panel: \(panel.name)" + (hasRoom ? "" : ", from \(Layout.smallestWithPanels) rows on"))
    }
}
