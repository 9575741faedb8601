import TerminalUI

/// Which panels there are, which has the focus, and how large it is.
extension Model {
    /// Where everything stands; nil where the screen is too small.
    func layout(_ size: Size) -> Layout? {
        guard let layout = standardLayout(size) else { return nil }
        guard isExpanded else { return layout }
        if let place = focusedPlace(layout) { return layout.enlarged(place) }
        return Layout(
            size: size, isExpanded: true, hasPrediction: side == .gapFlow, subject: subject,
            arrangement: memory.arrangement)
    }

    /// Where everything stands while nothing is as large as the screen. What the gap flow predicts stands with it
    /// alone.
    private func standardLayout(_ size: Size) -> Layout? {
        Layout(
            size: size, isExpanded: false, hasPrediction: side == .gapFlow, subject: subject,
            arrangement: memory.arrangement)
    }

    /// The place with the focus; nil where accuracy has it, or nothing.
    private func focusedPlace(_ layout: Layout) -> Layout.Place? {
        guard let focus, layout.places.indices.contains(focus - 1) else { return nil }
        return layout.places[focus - 1]
    }

    /// The rectangle whose frame shows the focus; nil where nothing has it.
    func focusedRect(_ layout: Layout) -> Rect? {
        guard let focus else { return nil }
        if isExpanded { return layout.places.first?.rect ?? layout.accuracy }
        return focus == 0 ? layout.accuracy : focusedPlace(layout)?.rect
    }

    /// Gives the focus to the next place, or to the one before: accuracy, the panels, nothing.
    mutating func moveFocus(by step: Int) {
        guard let layout = standardLayout(size) else { return }
        let stops = (layout.accuracy.isEmpty ? [] : [0]) + layout.places.indices.map { $0 + 1 }
        guard !stops.isEmpty else { return }
        // Past the last one nothing has it, unless it is as large as the screen.
        let count = stops.count + (isExpanded ? 0 : 1)
        let index = focus.flatMap(stops.firstIndex(of:)) ?? (step > 0 ? -1 : stops.count)
        let next = (index + step + count) % count
        focus = next < stops.count ? stops[next] : nil
    }

    /// Gives the focus to what stands at a cell; to nothing where no panel does.
    mutating func focus(_ layout: Layout, x: Int, y: Int) {
        guard !isExpanded else { return }
        if layout.accuracy.contains(x: x, y: y) {
            focus = 0
        } else {
            focus = layout.places.firstIndex { $0.rect.contains(x: x, y: y) }.map { $0 + 1 }
        }
    }

    /// Makes what has the focus as large as the screen, accuracy where nothing has it, or ends that.
    mutating func expand() {
        isExpanded.toggle()
        if isExpanded, let layout = standardLayout(size), focusedPlace(layout) == nil { focus = focus == nil ? nil : 0 }
    }

    /// Switches a panel on or off by its number, from 1.
    mutating func switchPanel(_ number: Int) {
        let panels = Panel.numbered(subject)
        guard panels.indices.contains(number - 1) else { return say("there is no panel \(number)") }
        set(panels[number - 1], isOn: nil)
    }

    /// Switches a panel on or off; nil for what it is not now.
    mutating func set(_ panel: Panel, isOn wanted: Bool?) {
        let isOn = wanted ?? !isThere(panel)
        let before = memory.arrangement
        memory.arrangement.switches[panel] = isOn
        // What was just switched on is not covered by what `d` had chosen before.
        if isOn, Panel.sides.contains(panel) { side = panel }
        isExpanded = false
        guard let layout = standardLayout(size) else { return }
        if layout.accuracy.isEmpty, layout.fineRibbon.isEmpty, layout.places.isEmpty {
            memory.arrangement = before
            return say("\(panel.name) is the only panel")
        }
        focus = nil
        let hasRoom = isOn == isThere(panel)
        say(
            isOn
                ? hasRoom ? "\(panel.name): on" : "\(panel.name): on where there is room; this screen has none"
                : hasRoom ? "\(panel.name): off" : "\(panel.name): off as a place of its own")
    }

    /// Whether a panel has a place of its own now.
    private func isThere(_ panel: Panel) -> Bool {
        guard let layout = standardLayout(size) else { return false }
        switch panel {
        case .course: return !layout.accuracy.isEmpty
        case .ribbons: return !layout.fineRibbon.isEmpty
        case .answersPlace(subject): return layout.places.contains { $0.groups.contains(.answers) }
        default: return layout.places.contains { $0.panel == panel }
        }
    }

    /// Goes to the next arrangement; what was switched on or off by number is as the arrangement has it again.
    mutating func nextLayout() { use(memory.arrangement.name.next) }

    /// Arranges the panels.
    mutating func use(_ name: LayoutName) {
        memory.arrangement = Arrangement(name: name)
        (isExpanded, focus) = (false, nil)
        let isTooNarrow = name == .wide && size.width < Layout.roomForWide
        say("layout: \(name.rawValue)" + (isTooNarrow ? ", from \(Layout.roomForWide) columns on" : ""))
    }
}
