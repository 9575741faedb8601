extension Theme {
    /// Our dark theme, for terminals with a dark background of their own. Hues are Okabe and Ito's, which colour-blind
    /// people tell apart; greys are true greys, so that they fall on the grey ramp of a 256-colour terminal.
    package static let `default` = Theme(name: "groktop-dark") { role in
        switch role {
        case .background: Style()
        case .text: Style(foreground: Color(hex: 0xC8C8C8))
        case .title: Style(foreground: Color(hex: 0xE4E4E4), attributes: .bold)
        case .key: Style(foreground: Color(hex: 0xF0E442), attributes: .bold)
        case .inactive, .axis: Style(foreground: Color(hex: 0x808080))
        case .accuracyFrame, .spectrumFrame, .eventFrame, .probeFrame: Style(foreground: Color(hex: 0x585858))
        case .train: Style(foreground: Color(hex: 0x56B4E9))
        case .test: Style(foreground: Color(hex: 0xFFAF00), attributes: .bold)
        case .functional: Style(foreground: Color(hex: 0x00AF5F))
        case .mixed: Style(foreground: Color(hex: 0xFFE75F))
        case .compression: Style(foreground: Color(hex: 0xD787D7))
        case .gradient: Style(foreground: Color(hex: 0x5FD787))
        case .decay: Style(foreground: Color(hex: 0xAF5FAF))
        case .marker: Style(foreground: Color(hex: 0xF0E442), attributes: .bold)
        case .alert: Style(foreground: Color(hex: 0xFF5F5F), attributes: .bold)
        case .selected:
            Style(foreground: Color(hex: 0xE4E4E4), background: Color(hex: 0x303030), attributes: .bold)
        case .eigenvalue1: Style(foreground: Color(hex: 0xE6605F))
        case .eigenvalue2: Style(foreground: Color(hex: 0xF3A67D))
        case .eigenvalue3: Style(foreground: Color(hex: 0xFFEB9B))
        case .eigenvalue4: Style(foreground: Color(hex: 0x9FB9AD))
        case .eigenvalue5: Style(foreground: Color(hex: 0x3F87BF))
        }
    }

    /// For terminals without colours, and for NO_COLOR: weight and glyphs tell apart what colours would.
    package static let monochrome = Theme(name: "monochrome") { role in
        switch role {
        case .background, .text, .functional, .mixed, .compression, .gradient: Style()
        case .eigenvalue2, .eigenvalue3: Style()
        case .title, .key, .test, .marker, .eigenvalue1: Style(attributes: .bold)
        case .inactive, .axis, .accuracyFrame, .spectrumFrame, .eventFrame, .probeFrame: Style(attributes: .dim)
        case .train, .decay, .eigenvalue4, .eigenvalue5: Style(attributes: .dim)
        case .alert, .selected: Style(attributes: .reverse)
        }
    }
}
