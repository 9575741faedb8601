/// What a person has chosen of the panels: an arrangement, and which panels are on or off whatever it says.
package struct Arrangement: Hashable, Sendable {
    /// The arrangement.
    package var name: LayoutName
    /// Panels that were switched on (true) or off (false). Others are there where the arrangement has room for them.
    package var switches: [Panel: Bool]

    /// An arrangement with some panels switched on or off.
    package init(name: LayoutName = .automatic, switches: [Panel: Bool] = [:]) {
        (self.name, self.switches) = (name, switches)
    }

    /// Whether a panel has a place of its own, as far as there is room.
    ///
    /// - Parameter width: columns of the screen.
    func has(_ panel: Panel, width: Int) -> Bool {
        if let isOn = switches[panel] { return isOn }
        let isStandard = panel.group == .time || panel.roomFrom.map { $0 <= width } ?? false
        return switch name {
        case .automatic, .wide, .tall: isStandard
        case .small: panel.group == .time || panel == .drive
        case .projector: panel.group == .time || panel == .eigenvalues || panel == .drive
        }
    }

    /// Whether the lower row has its place for the newest answer and for whatever panel is chosen.
    func hasAnswers(_ subject: Panel.Subject) -> Bool {
        switches[.answersPlace(subject)] ?? (name != .projector)
    }
}
