import Foundation
import TerminalUI
import Testing

@Suite struct ThemeFileTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("themes")

    private func theme(_ name: String) throws -> Theme {
        let file = Self.folder.appendingPathComponent(name + ".theme")
        return try Theme.parse(try String(contentsOf: file, encoding: .utf8), name: name)
    }

    @Test func theBuiltInThemeIsTheDarkOne() throws {
        let dark = try theme("groktop-dark")
        for role in Theme.Role.allCases {
            #expect(dark[role] == Theme.default[role], "\(role) differs")
        }
        #expect(dark.name == Theme.default.name)
    }

    @Test("a byte order mark and Windows' line ends are no part of a theme")
    func byteOrderMark() throws {
        let theme = try Theme.parse(
            "\u{FEFF}theme[main_fg]=\"#112233\"\r\ntheme[main_bg]=\"#445566\"\r\n", name: "windows")
        let plain = try Theme.parse("theme[main_fg]=\"#112233\"\ntheme[main_bg]=\"#445566\"\n", name: "windows")
        #expect(theme == plain)
    }

    @Test(arguments: ["groktop-dark", "groktop-light", "groktop-contrast"])
    func whatStandsTogetherIsNotTheSameColour(name: String) throws {
        let theme = try theme(name)
        for roles in [
            [Theme.Role.train, .test], [.functional, .mixed, .compression], [.gradient, .decay],
            Theme.eigenvalueRoles,
        ] {
            #expect(
                Set(roles.map { ColorQuantizer.quantize(theme[$0].foreground, to: .palette256) }).count == roles.count)
        }
        for roles in [[Theme.Role.train, .test], [.functional, .mixed, .compression], [.gradient, .decay]] {
            #expect(Set(roles.map { ColorQuantizer.quantize(theme[$0].foreground, to: .eight) }).count == roles.count)
        }
    }
}
