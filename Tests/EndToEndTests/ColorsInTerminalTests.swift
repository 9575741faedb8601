import Foundation
import Testing

/// How many colours are sent, to terminals of every kind.
@Suite("Colours in a terminal")
struct ColorsInTerminalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let environment: String
        /// A sequence that is sent, and one that is not.
        let sent: String
        let notSent: String
        var testDescription: String { environment }
    }

    /// The text of groktop-dark is #C8C8C8: 251 of 256.
    private static let direct = "38;2;200;200;200m"
    private static let cases = [
        Case(environment: "COLORTERM=truecolor TERM=xterm-256color", sent: direct, notSent: "38;5;"),
        Case(environment: "COLORTERM=24bit TERM=tmux-256color", sent: direct, notSent: "38;5;"),
        Case(environment: "COLORTERM=truecolor TERM=xterm", sent: direct, notSent: "38;5;"),
        Case(environment: "COLORTERM= TERM=xterm-256color", sent: "38;5;251m", notSent: "38;2;"),
        Case(environment: "COLORTERM=yes TERM=xterm-256color", sent: "38;5;251m", notSent: "38;2;"),
        // GNU screen takes 38;2 for something else, and hands the variable on.
        Case(environment: "COLORTERM=truecolor TMUX= TERM=screen-256color", sent: "38;5;251m", notSent: "38;2;"),
        Case(environment: "COLORTERM=truecolor NO_COLOR=1 TERM=xterm-256color", sent: "[1m", notSent: "38;"),
        Case(environment: "COLORTERM=truecolor TERM=vt100", sent: "[1m", notSent: "38;"),
        Case(environment: "COLORTERM= TERM=xterm-16color-of-tests TERMINFO=@", sent: "[37m", notSent: "38;2;"),
        Case(environment: "COLORTERM= TERM=xterm-direct TERMINFO=@", sent: direct, notSent: "38;5;"),
        Case(environment: "COLORTERM= TERM=xterm-direct256 TERMINFO=@", sent: direct, notSent: "38;5;"),
    ]

    /// As ncurses' own terminfo has the first and the last of them, which not every system has.
    private static func entry(_ name: String, palette: Int) -> String {
        let rgb = "8\\:2\\:\\:%p1%{65536}%/%d\\:%p1%{256}%/%{255}%&%d\\:%p1%{255}%&%d"
        let low = palette == 8 ? "3%p1%d" : "38\\:5\\:%p1%d"
        let lowBack = palette == 8 ? "4%p1%d" : "48\\:5\\:%p1%d"
        return """
            \(name)|of tests,
            \tRGB, colors#0x1000000, pairs#0x7FFF, setf@, setb@,
            \tsetaf=\\E[%?%p1%{\(palette)}%<%t\(low)%e3\(rgb)%;m,
            \tsetab=\\E[%?%p1%{\(palette)}%<%t\(lowBack)%e4\(rgb)%;m,
            \tuse=xterm-256color,

            """
    }

    private static func terminfo() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let sixteen =
            "xterm-16color-of-tests|of tests,\n\tcolors#16, pairs#256, setf@, setb@,\n"
            + "\tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e9%p1%{8}%-%d%;m,\n"
            + "\tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e10%p1%{8}%-%d%;m,\n\tuse=xterm-256color,\n"
        let source = entry("xterm-direct", palette: 8) + entry("xterm-direct256", palette: 256) + sixteen
        try source.write(to: folder.file("source"), atomically: true, encoding: .utf8)
        let result = try Program.run("/usr/bin/env", ["tic", "-x", "-o", folder.path, folder.file("source").path])
        try #require(result.exitCode == 0, "\(result.errors)")
        return folder
    }

    @Test("as many as the terminal says that it has", arguments: cases)
    func depth(_ entry: Case) throws {
        let sample = try RecordedRunSample()
        let terminal = try PseudoTerminal(width: 110, height: 30)
        let terminfo = try Self.terminfo()
        let environment = entry.environment.replacingOccurrences(of: "@", with: terminfo.path)
        try terminal.enter(
            "env -u NO_COLOR \(environment) \(Program.url.path) replay \(sample.name) --runs \(sample.runs)")
        try terminal.wait(for: "the dashboard") { $0.contains("accuracy per bracket") }
        let screen = try terminal.coloredScreen()
        #expect(screen.contains(entry.sent), "\(screen)")
        #expect(!screen.contains(entry.notSent), "\(screen)")
        // Keys are those of the terminal's own entry.
        try terminal.press("Home")
        try terminal.press("?")
        try terminal.wait(for: "the help") { $0.contains("any key closes") }
        try terminal.press("C-c")
        try terminal.wait(for: "the prompt") { $0.hasPrefix("ready>") || $0.contains("\nready>") }
    }
}
