/// A style for everything that has a meaning on the screen. Colour carries identity: a role looks the same wherever it
/// turns up.
package struct Theme: Hashable, Sendable {
    package var name: String
    /// By `Role.rawValue`.
    private var styles: [Style]
    /// By `Role.rawValue`, the key of its file that a role's colour is from; empty where it is our own.
    private var keys: [String]
    /// What `readable()` has changed: keys of the file.
    package var corrections: [String] = []

    package init(name: String, style: (Role) -> Style) {
        self.name = name
        styles = Role.allCases.map(style)
        keys = Role.allCases.map { _ in "" }
    }

    package subscript(role: Role) -> Style {
        get { styles[role.rawValue] }
        set { styles[role.rawValue] = newValue }
    }

    /// The key of the theme's file that a role's colour is from; nil where it is our own.
    func key(_ role: Role) -> String? {
        keys[role.rawValue].isEmpty ? nil : keys[role.rawValue]
    }

    mutating func setKey(_ role: Role, _ key: String) { keys[role.rawValue] = key }

    /// The blank screen: text colour on the theme's background.
    package var blank: Style {
        Style(foreground: self[.text].foreground, background: self[.background].background)
    }

    package enum Role: Int, Hashable, Sendable, CaseIterable {
        /// Only its background counts.
        case background
        case text, title, key, inactive
        /// Boxes.
        case accuracyFrame, spectrumFrame, eventFrame, probeFrame
        /// Axes, their labels, ticks.
        case axis
        case train, test
        case functional, mixed, compression
        case gradient, decay
        case marker, alert
        /// The row that is typed into, and other things lifted from the screen.
        case selected
        case eigenvalue1, eigenvalue2, eigenvalue3, eigenvalue4, eigenvalue5
    }

    /// Roles of λ₁…λ₅, largest first.
    package static let eigenvalueRoles: [Role] = [
        .eigenvalue1, .eigenvalue2, .eigenvalue3, .eigenvalue4, .eigenvalue5,
    ]
}
