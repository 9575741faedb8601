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

    /// Everything that is read on it: against white at least 3:1, the contrast that graphics need (WCAG 1.4.11).
    @Test func theLightThemeIsReadableOnWhite() throws {
        let light = try theme("groktop-light")
        let frames: Set<Theme.Role> = [.background, .accuracyFrame, .spectrumFrame, .eventFrame, .probeFrame]
        for role in Theme.Role.allCases where !frames.contains(role) {
            let contrast = 1.05 / (luminance(light[role].foreground) + 0.05)
            #expect(contrast >= 3, "\(role): \(contrast)")
        }
    }

    @Test(arguments: ["groktop-dark", "groktop-contrast"])
    func theOthersAreReadableOnBlack(name: String) throws {
        let dark = try theme(name)
        let frames: Set<Theme.Role> = [
            .background, .accuracyFrame, .spectrumFrame, .eventFrame, .probeFrame, .selected,
        ]
        for role in Theme.Role.allCases where !frames.contains(role) {
            let contrast = (luminance(dark[role].foreground) + 0.05) / 0.05
            #expect(contrast >= 3, "\(role): \(contrast)")
        }
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

    /// Relative luminance as WCAG defines it.
    private func luminance(_ color: Color) -> Double {
        func linear(_ channel: UInt8) -> Double {
            let value = Double(channel) / 255
            return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
    }
}
