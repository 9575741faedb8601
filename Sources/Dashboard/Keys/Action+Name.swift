extension Action {
    /// The action's name in the configuration: its case in small letters, with hyphens. `toggle-weight-decay`.
    package var name: String {
        var name = ""
        for character in "\(self)" {
            if character.isUppercase { name += "-" }
            name += character.lowercased()
        }
        return name
    }

    /// The action of a name; nil where there is none.
    package init?(name: String) {
        guard let action = Action.allCases.first(where: { $0.name == name }) else { return nil }
        self = action
    }

    /// Whether its keys work while something is typed, and must therefore be no part of a text.
    package var worksWhileTyping: Bool { self == .interrupt || self == .repaint || self == .suspend }

    /// Whether it must have a key, because nothing else leaves the screen or explains it.
    package var needsKey: Bool { self == .interrupt || self == .quit || self == .help }
}
