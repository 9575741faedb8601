extension Theme {
    /// The theme with colours that can be read on its background, and distinguished where they stand together.
    ///
    /// Text has 4.5 : 1 against what it stands on, curves, marks and captions 3 : 1 (`Contrast`), boxes
    /// `frameContrast`. A colour that has less is moved in lightness, no further than it takes; its hue stays
    /// (`OKLab`). Where two colours must differ and look alike, the later one moves. `corrections` lists what was
    /// moved.
    ///
    /// Where a theme leaves the background to the terminal, nobody knows its colour. Light text was then meant for
    /// black, dark text for white. A theme whose text is the terminal's own too is left as it is.
    package func readable() -> Theme {
        var theme = self
        theme.corrections = []
        if let ground = ground {
            for (roles, contrast) in Theme.needs {
                for role in roles { theme.correct(role, on: ground, contrast) }
            }
            for group in Theme.toldApart { theme.tellApart(group, on: ground) }
        }
        let selected = theme[.selected]
        if !selected.background.isTerminal { theme.correct(.selected, on: selected.background, Contrast.text) }
        return theme
    }

    private static let frames: [Role] = [.accuracyFrame, .spectrumFrame, .eventFrame, .probeFrame]
    private static let needs: [(roles: [Role], contrast: Double)] = [
        ([.text, .title, .key, .alert], Contrast.text),
        (
            [.inactive, .axis, .train, .test, .functional, .mixed, .compression, .gradient, .decay, .marker],
            Contrast.graphics
        ),
        (eigenvalueRoles, Contrast.graphics),
        (frames, frameContrast),
    ]

    /// Lines that only divide may be faint, but are to be seen.
    private static let frameContrast = 1.3

    /// Roles that stand together and differ by colour.
    package static let toldApart: [[Role]] = [
        [.train, .test], [.functional, .mixed, .compression], [.gradient, .decay],
    ]

    /// The least distance of such roles in OKLab: five times what is just noticed side by side. groktop's own themes
    /// keep it in every `ColorVision`, and between neighbours of λ₁…λ₅ too.
    package static let leastDistance = 0.1

    /// The colour that everything stands on; nil where neither background nor text says it.
    package var ground: Color? {
        let background = self[.background].background
        guard background.isTerminal else { return background }
        let text = self[.text].foreground
        guard !text.isTerminal else { return nil }
        return Color(hex: OKLab(text).lightness >= 0.5 ? 0x000000 : 0xFFFFFF)
    }

    private mutating func correct(_ role: Role, on ground: Color, _ contrast: Double) {
        let color = self[role].foreground
        // The terminal's own text colour on a background that is not its own.
        let present = color.isTerminal ? Theme.default[.text].foreground : color
        if color.isTerminal, self[.background].background.isTerminal, role != .selected { return }
        guard color.isTerminal || Contrast.ratio(present, ground) < contrast else { return }
        move(role, from: present) { Contrast.ratio($0, ground) >= contrast }
    }

    private mutating func tellApart(_ group: [Role], on ground: Color) {
        for index in group.indices.dropFirst() {
            let before = group[..<index].map { self[$0].foreground }.filter { !$0.isTerminal }.map { OKLab($0) }
            let color = self[group[index]].foreground
            func isApart(_ color: Color) -> Bool {
                before.allSatisfy { $0.distance(to: OKLab(color)) >= Theme.leastDistance }
            }
            guard !color.isTerminal, !isApart(color) else { continue }
            move(group[index], from: color) { isApart($0) && Contrast.ratio($0, ground) >= Contrast.graphics }
        }
    }

    /// To the nearest lightness at which the colour is good; where there is none it stays.
    private mutating func move(_ role: Role, from color: Color, until isGood: (Color) -> Bool) {
        let start = OKLab(color)
        let moved = (0...256).lazy.map { Double($0) / 256 }.sorted {
            abs($0 - start.lightness) < abs($1 - start.lightness)
        }.lazy.map { OKLab(lightness: $0, a: start.a, b: start.b).color }.first(where: isGood)
        guard let moved else { return }
        self[role].foreground = moved
        // Where the file says nothing about a role, there is nothing to say about the file.
        if let key = key(role), !corrections.contains(key) { corrections.append(key) }
    }

    /// One line for the user about the corrections; nil where there were none.
    package var notice: String? {
        guard !corrections.isEmpty else { return nil }
        return "theme \(name): made readable: \(corrections.joined(separator: ", "))"
    }
}
