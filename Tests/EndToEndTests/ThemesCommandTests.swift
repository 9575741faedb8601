import Foundation
import Testing

/// `groktop themes`, and themes of an installed btop.
@Suite("groktop themes")
struct ThemesCommandTests {
    @Test("lists where each theme is from, what was corrected in it, and what is no theme")
    func list() throws {
        let folder = try TemporaryFolder()
        for (path, text) in [
            "groktop/themes/mine.theme": "theme[main_bg]=\"#000\"\ntheme[main_fg]=\"#eee\"\n",
            "groktop/themes/bad\u{1B}[2J.theme": "theme[main_fg]=\"#zzz\"\n",
            "btop/themes/hidden.theme": "theme[main_bg]=\"#2d353b\"\ntheme[inactive_fg]=\"#2d353b\"\n",
        ] {
            let file = folder.file(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let program = try Program.run("themes", environment: ["XDG_CONFIG_HOME": folder.path])
        #expect(program.exitCode == 0 && program.errors == "")
        let lines = program.output.split(separator: "\n").map(String.init)
        func line(_ name: String) throws -> String { try #require(lines.first { $0.hasPrefix(name + " ") }) }
        #expect(try line("mine").hasSuffix("\(folder.path)/groktop/themes/mine.theme"))
        #expect(try line("hidden").contains("\(folder.path)/btop/themes/hidden.theme"))
        #expect(try line("hidden").contains("made readable: inactive_fg"))
        #expect(try line("bad\\u{1B}[2J").contains("passed over: line 1: main_fg is '#zzz'"))
        #expect(lines.filter { $0.hasPrefix("groktop-") }.count == 9)
        #expect(!program.output.contains("\u{1B}"))
        // The theme of btop's is found by its name, and what was corrected is said.
        let sample = try RecordedRunSample()
        let drawn = try Program.run(
            Program.url.path, ["snapshot", sample.name, "--runs", sample.runs, "--theme", "hidden"],
            environment: ["XDG_CONFIG_HOME": folder.path])
        #expect(drawn.exitCode == 0 && drawn.errors == "groktop: theme hidden: made readable: inactive_fg\n")
    }

    private static let btop = URL(fileURLWithPath: "/usr/share/btop/themes")

    @Test(
        "every theme of an installed btop loads",
        .enabled(if: FileManager.default.fileExists(atPath: btop.path), "btop is not installed"))
    func installed() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.btop.path).filter {
            $0.hasSuffix(".theme")
        }
        let program = try Program.run("themes")
        let lines = program.output.split(separator: "\n").filter { $0.contains("\(Self.btop.path)/") }
        #expect(lines.count == names.count && !lines.contains { $0.contains("passed over") })
    }
}
