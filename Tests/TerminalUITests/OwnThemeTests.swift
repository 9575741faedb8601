import Foundation
import TerminalUI
import Testing

/// The themes that groktop brings: read by everybody, also by people who see no red or no green.
@Suite("Our own themes")
struct OwnThemeTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("themes")

    /// Every file of the folder: a new theme is tested as soon as it is there.
    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".theme") }.map { String($0.dropLast(".theme".count)) }.sorted()
    }()

    private static func theme(_ name: String) throws -> Theme {
        let file = folder.appendingPathComponent(name + ".theme")
        return try Theme.parse(try String(contentsOf: file, encoding: .utf8), name: name)
    }

    @Test("there are nine")
    func count() {
        #expect(
            Self.names
                == [
                    "console", "contrast", "dark", "gruvbox-dark", "gruvbox-light", "light", "mono", "safe-dark",
                    "safe-light",
                ].map { "groktop-" + $0 })
    }

    @Test("text has 4.5 : 1, curves and captions have 3 : 1", arguments: names)
    func contrast(name: String) throws {
        let theme = try Self.theme(name)
        let ground = try #require(theme.ground)
        for role in [Theme.Role.text, .title, .key, .alert] {
            let ratio = Contrast.ratio(theme[role].foreground, ground)
            #expect(ratio >= 4.5, "\(role): \(ratio)")
        }
        let graphics: [Theme.Role] = [
            .inactive, .axis, .train, .test, .functional, .mixed, .compression, .gradient, .decay, .marker,
        ]
        for role in graphics + Theme.eigenvalueRoles {
            let ratio = Contrast.ratio(theme[role].foreground, ground)
            #expect(ratio >= 3, "\(role): \(ratio)")
        }
        #expect(Contrast.ratio(theme[.selected].foreground, theme[.selected].background) >= 4.5)
        // What is loaded is what the file says.
        #expect(theme.readable().corrections == [])
    }

    @Test("what stands together stays apart", arguments: names, ColorVision.allCases)
    func toldApart(name: String, vision: ColorVision) throws {
        let theme = try Self.theme(name)
        func check(_ first: Theme.Role, _ second: Theme.Role) {
            let distance = vision.place(theme[first].foreground).distance(to: vision.place(theme[second].foreground))
            #expect(distance >= Theme.leastDistance, "\(first) and \(second): \(distance)")
        }
        for group in Theme.toldApart {
            for (index, first) in group.enumerated() { group.dropFirst(index + 1).forEach { check(first, $0) } }
        }
        for (first, second) in zip(Theme.eigenvalueRoles, Theme.eigenvalueRoles.dropFirst()) { check(first, second) }
    }

    @Test("the console's colours are those of a console, exactly")
    func console() throws {
        let theme = try Self.theme("groktop-console")
        let sixteen: Set<UInt32> = [
            0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000,
            0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
        ]
        for role in Theme.Role.allCases where role != .background {
            let color = theme[role].foreground
            #expect(
                sixteen.contains(UInt32(color.red) << 16 | UInt32(color.green) << 8 | UInt32(color.blue)), "\(role)")
        }
        for roles in Theme.toldApart + [Theme.eigenvalueRoles] {
            let entries = roles.map { ColorQuantizer.quantize(theme[$0].foreground, to: .sixteen).index }
            #expect(Set(entries).count == roles.count)
        }
    }
}

/// The simulated eyes.
@Suite("Colour vision")
struct ColorVisionTests {
    @Test("greys stay as they are", arguments: ColorVision.allCases)
    func greys(vision: ColorVision) {
        for grey in stride(from: UInt8(0), through: 255, by: 15) {
            let seen = vision.seen(Color(red: grey, green: grey, blue: grey))
            for channel in [seen.red, seen.green, seen.blue] { #expect(abs(Int(channel) - Int(grey)) <= 1) }
        }
    }

    @Test("some reds and greens look alike, and blue and yellow do not")
    func confusion() {
        let pairs: [(ColorVision, UInt32, UInt32)] = [
            (.protanopia, 0xFC4754, 0x5B7855), (.deuteranopia, 0xF54551, 0x4BAC43),
        ]
        for (vision, red, green) in pairs {
            let (red, green) = (Color(hex: red), Color(hex: green))
            #expect(ColorVision.normal.place(red).distance(to: ColorVision.normal.place(green)) > 0.25)
            #expect(vision.place(red).distance(to: vision.place(green)) < 0.02)
            let (blue, yellow) = (vision.place(Color(hex: 0x0000FF)), vision.place(Color(hex: 0xFFFF00)))
            #expect(blue.distance(to: yellow) > 0.5)
        }
    }
}
