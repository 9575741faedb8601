import Foundation
import Testing

/// Theme files of the user's that are none: said once and passed over, unless `--theme` names them.
@Suite("Bad theme files")
struct ThemeFolderTests {
    private static let options = [
        "--steps", "4", "--train-size", "6", "--test-size", "6", "--batch", "4", "--d-model", "8", "--heads", "1",
        "--ff", "8", "--layers", "1",
        "--interval", "5", "--no-record",
    ]
    static let kinds = [
        "color", "pipe", "folder", "unreadable", "large", "binary", "device", "nowhere", "lines", "entry",
    ]

    /// A file that is no theme, and what is said of it.
    private static func make(_ kind: String, _ path: String) throws -> (reason: String, exitCode: Int32)? {
        let files = FileManager.default
        func write(_ text: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
        switch kind {
        case "color":
            try write("# mine\ntheme[main_fg]=\"#GGGGGG\"\n")
            return (
                "line 2: main_fg is '#GGGGGG', expected '#RRGGBB', '#RGB', '#GG' (grey), 'R G B' (0 to 255 each) or "
                    + "nothing",
                65
            )
        case "pipe":
            #expect(mkfifo(path, 0o600) == 0)
            return ("is no regular file", 66)
        case "folder":
            try files.createDirectory(atPath: path, withIntermediateDirectories: false)
            return ("is no regular file", 66)
        case "unreadable":
            try write("")
            chmod(path, 0)
            // Root reads what it likes.
            return access(path, R_OK) == 0 ? nil : ("cannot be read: Permission denied", 66)
        case "large":
            try write(String(repeating: "# nothing\n", count: 30_000))
            return ("is larger than a theme can be (256 KiB)", 65)
        case "binary":
            try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: path))
            return ("is no UTF-8 text", 65)
        case "device":
            try files.createSymbolicLink(atPath: path, withDestinationPath: "/dev/zero")
            return ("is no regular file", 66)
        case "nowhere":
            try files.createSymbolicLink(atPath: path, withDestinationPath: "/nonexistent/theme")
            return ("cannot be read: No such file or directory", 66)
        case "lines":
            try write(String(repeating: "\n", count: 10_001))
            return ("line 10001: a theme has 10000 lines at most", 65)
        default:
            try write("theme[title] \u{1B}[2J#fff\n")
            return ("line 1: expected theme[key]=\"value\", found 'theme[title] \\u{1B}[2J#fff'", 65)
        }
    }

    @Test("without a screen", arguments: kinds)
    func plain(kind: String) throws {
        let home = try TemporaryFolder()
        let themes = home.path + "/groktop/themes"
        try FileManager.default.createDirectory(atPath: themes, withIntermediateDirectories: true)
        let path = themes + "/a.theme"
        guard let (reason, exitCode) = try Self.make(kind, path) else { return }
        let environment = ["XDG_CONFIG_HOME": home.path, "TERM": "dumb"]
        let program = try Program.run(Program.url.path, ["watch"] + Self.options, environment: environment)
        #expect(program.exitCode == 0)
        #expect(program.output.contains("completed"))
        let said = program.errors.split(separator: "\n").filter { $0.contains("a.theme") }
        #expect(said == ["groktop: \(path): passed over: \(reason)"])
        for name in ["a", path] {
            let refused = try Program.run(
                Program.url.path, ["watch", "--theme", name] + Self.options, environment: environment)
            #expect(refused.errors == "groktop: --theme '\(path)': \(reason)\n")
            #expect(refused.exitCode == exitCode)
        }
    }

    @Test("on the screen")
    func screen() throws {
        let home = try TemporaryFolder()
        let themes = home.path + "/groktop/themes"
        try FileManager.default.createDirectory(atPath: themes, withIntermediateDirectories: true)
        _ = try Self.make("color", themes + "/a.theme")
        _ = try Self.make("pipe", themes + "/b.theme")
        try Data("theme[main_bg]=\"#2d353b\"\ntheme[main_fg]=\"#fff\"\ntheme[inactive_fg]=\"#2d353b\"\n".utf8)
            .write(to: URL(fileURLWithPath: themes + "/woods.theme"))
        let sample = try RecordedRunSample()
        let terminal = try PseudoTerminal(width: 130, height: 30)
        let command = "XDG_CONFIG_HOME=\(home.path) \(Program.url.path) replay \(sample.name) --runs \(sample.runs)"
        try terminal.enter(command)
        try terminal.wait(for: "the notice") {
            $0.contains("a.theme (and 1 more) passed over: line 2: main_fg is '#GGGGGG'")
        }
        try terminal.press("C-c")
        try terminal.wait(for: "the prompt") { $0.hasPrefix("ready>") || $0.contains("\nready>") }
        for file in ["a", "b"] { try FileManager.default.removeItem(atPath: "\(themes)/\(file).theme") }
        try terminal.enter(command + " --theme woods")
        try terminal.wait(for: "the correction") { $0.contains("theme woods: made readable: inactive_fg") }
        let screen = try terminal.coloredScreen()
        #expect(screen.contains("seed"))
        try terminal.press("C-c")
    }
}
