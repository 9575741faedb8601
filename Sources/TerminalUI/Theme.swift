/// A style for each role on the screen. Colour carries identity: a role looks the same wherever it appears.
package struct Theme: Hashable, Sendable {
    /// The theme's name, as `--theme` takes it.
    package var name: String
    /// The style of each role, by `Role.rawValue`.
    private var styles: [Style]
    /// The key of the theme's file that each role's colour comes from, by `Role.rawValue`; empty where the colour is
    /// our own.
    private var keys: [String]
    /// The keys of the file whose colours `readable()` has changed.
    package var corrections: [String] = []

    /// Makes a theme from a style for each role.
    package init(name: String, style: (Role) -> Style) {
        self.name = name
        styles = Role.allCases.map(style)
        keys = Role.allCases.map { _ in "" }
    }

    /// The style of a role.
    package subscript(role: Role) -> Style {
        get { styles[role.rawValue] }
        set { styles[role.rawValue] = newValue }
    }

    /// The key of the theme's file that a role's colour comes from; nil where the colour is our own.
    func key(_ role: Role) -> String? {
        keys[role.rawValue].isEmpty ? nil : keys[role.rawValue]
    }

    mutating func setKey(_ role: Role, _ key: String) { keys[role.rawValue] = key }

    /// The style of the blank screen: text colour on the theme's background.
    package var blank: Style {
        Style(foreground: self[.text].foreground, background: self[.background].background)
    }

    /// The meanings that have a style.
    package enum Role: Int, Hashable, Sendable, CaseIterable {
        /// The screen; only its background counts.
        case background
        case text, title, key, inactive
        /// The panels' boxes.
        case accuracyFrame, spectrumFrame, eventFrame, probeFrame
        /// Axes, their labels and ticks.
        case axis
        case train, test
        case functional, mixed, compression
        case gradient, decay
        case marker, alert
        /// The row for typing, and other things that stand out from the screen.
        case selected
        case eigenvalue1, eigenvalue2, eigenvalue3, eigenvalue4, eigenvalue5
    }

    /// The roles of λ₁…λ₅, largest first.
    package static let eigenvalueRoles: [Role] = [
        .eigenvalue1, .eigenvalue2, .eigenvalue3, .eigenvalue4, .eigenvalue5,
    ]
}
