import Dashboard
import RunEvents
import TerminalUI
import Testing

/// Where each role of a theme stands on the screen, at four sizes: a letter a cell, in a theme whose roles all have a
/// colour of their own.
@Suite struct RoleScreenTests {
    private static let theme = Theme(name: "roles") { role in
        role == .background
            ? Style(background: Color(hex: 0x10_10_10))
            : Style(foreground: Color(hex: 0x20_00_00 + UInt32(role.rawValue)))
    }

    /// By `Theme.Role.rawValue`; the background has the dot of an empty cell.
    private static let letters = Array(".abcdefghijklmnopqrstuvwxyz")

    private func model(width: Int, height: Int) -> Model {
        var model = Model(
            themes: [Self.theme], capability: Capability(colors: .direct, symbols: .braille),
            size: Size(width: width, height: height))
        for event in SyntheticRun.history(to: 1_600) { _ = model.update(.event(event)) }
        _ = model.update(.tick(elapsedSeconds: 27))
        return model
    }

    /// The letter of the role that a cell has; a dot where it shows nothing, `?` where its colour is of no role.
    private func letter(_ cell: Cell) -> Character {
        guard cell.scalar != " " else { return "." }
        let role = Theme.Role.allCases.first { Self.theme[$0].foreground == cell.style.foreground && $0 != .background }
        return role.map { Self.letters[$0.rawValue] } ?? "?"
    }

    private func map(_ model: Model) -> [String] {
        let frame = model.view()
        return (0..<frame.height).map { y in
            String((0..<frame.width).map { x in letter(frame.cells[y * frame.width + x]) })
        }
    }

    @Test(arguments: [(60, 16), (80, 24), (120, 40), (160, 50)])
    func rolesOfTheScreen(width: Int, height: Int) throws {
        var model = model(width: width, height: height)
        let present = map(model)
        try expectScreen(present, "roles-\(width)x\(height)")
        // What else a role may be needed for: a question, a look back, a prompt.
        var seen = Set(present.joined())
        _ = model.update(.key(.character("q")))
        seen.formUnion(map(model).joined())
        _ = model.update(.key(.escape))
        for key in "g900".unicodeScalars { _ = model.update(.key(.character(key))) }
        seen.formUnion(map(model).joined())
        _ = model.update(.key(.enter))
        try expectScreen(map(model), "roles-past-\(width)x\(height)")
        seen.formUnion(map(model).joined())
        // The smallest screen has no lower row.
        for role in Theme.Role.allCases where role != .background && height >= 24 {
            #expect(seen.contains(Self.letters[role.rawValue]), "\(role) is nowhere at \(width)×\(height)")
        }
    }
}
