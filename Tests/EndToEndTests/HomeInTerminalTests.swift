import Foundation
import Testing

/// The home screen in a real terminal, by its keys and by the mouse.
@Suite("The home screen in a terminal")
struct HomeInTerminalTests {
    private let folder: TemporaryFolder
    private var runs: String { folder.path + "/runs" }
    private let environment: String

    private static let options =
        "--d-model 16 --heads 2 --ff 32 --train-size 20 --batch 10 --test-size 60 --interval 50 --window 3 "
        + "--eval-every 10"

    init() throws {
        folder = try TemporaryFolder()
        // What speed was measured, and what runs were seen, is each test's own.
        environment = "env XDG_DATA_HOME='\(folder.path)/data' XDG_CACHE_HOME='\(folder.path)/cache'"
    }

    private func train(_ more: String) throws {
        let words = ["train", "--runs", runs] + (Self.options + " " + more).split(separator: " ").map(String.init)
        let trained = try Program.run(Program.url.path, words)
        try #require(trained.exitCode == 0, "\(trained.errors)")
    }

    private func terminal(_ words: String, width: Int = 120, height: Int = 40) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(width: width, height: height)
        try terminal.wait(for: "the shell") { $0.contains("ready>") }
        try terminal.enter("\(environment) '\(Program.url.path)' \(words); echo exit=$?")
        return terminal
    }

    @Test("open, filter, open a run, come back, sort, export, remove, leave")
    func wholeVisit() throws {
        try train("--seed 7 --steps 300")
        try train("--seed 8 --steps 200 --at 100:stop")
        let terminal = try terminal("home --runs '\(runs)'")
        try terminal.wait(for: "both runs, newest first") { screen in
            let rows = screen.split(separator: "\n")
            guard let first = rows.firstIndex(where: { $0.contains("100/200") && $0.contains("stopped") }),
                let second = rows.firstIndex(where: { $0.contains("300/300") && $0.contains("finished") })
            else { return false }
            return first < second && screen.contains(" groktop  2 runs")
        }
        for key in ["/", "s", "e", "e", "d", "7"] { try terminal.press(key) }
        try terminal.wait(for: "the one that the filter finds") {
            $0.contains("300/300") && !$0.contains("100/200") && $0.contains("1 shown")
        }
        try terminal.press("Enter")
        try terminal.press("Enter")
        try terminal.wait(for: "its dashboard") { $0.contains("Dyck-1 · seed 7") && $0.contains("Gram eigenvalues") }
        try terminal.press("q")
        try terminal.wait(for: "the home screen again") {
            $0.contains("1 shown") && $0.contains("300 of 300 steps, finished")
        }
        try terminal.press("Escape")
        try terminal.wait(for: "both again") { $0.contains("100/200") && $0.contains("300/300") }
        for key in ["x", "Enter"] { try terminal.press(key) }
        try terminal.wait(for: "the file") { $0.contains("evaluation to file") }
        try terminal.enter(folder.path + "/out.csv")
        try terminal.wait(for: "the export") { $0.contains("is in \(folder.path)/out.csv") }
        let written = try String(contentsOf: folder.file("out.csv"), encoding: .utf8)
        #expect(written.hasPrefix("sequence,") && written.split(separator: "\n").count == 32)
        try terminal.press("d")
        try terminal.wait(for: "the question") { $0.contains("Remove ") && $0.contains("y/n") }
        try terminal.press("y")
        try terminal.wait(for: "one run less") { $0.contains(" groktop  1 run ") && !$0.contains("300/300") }
        #expect(try Program.run("runs", "--json", "--runs", runs).objects().compactMap { $0["seed"] as? Int } == [8])
        try terminal.press("q")
        let after = try terminal.wait(for: "the shell again") { $0.contains("\nexit=0") }
        #expect(!after.contains("new run"))
    }

    @Test(
        "resume and fork train on their dashboards; a run that another process records is followed, and its row goes on"
    )
    func trains() throws {
        try train("--seed 8 --steps 200 --at 100:stop")
        let other = try RunningProgram(
            ["train", "--runs", runs, "--seed", "9", "--steps", "900000", "--pace", "100"]
                + Self.options.split(separator: " ").map(String.init))
        let live = try RunningProgram.waitForRecording(in: runs, step: 20)
        let terminal = try terminal("home --runs '\(runs)'")
        let seen = try terminal.wait(for: "the live run") { $0.contains("1 being recorded") && $0.contains("running") }
        try terminal.wait(for: "its row going on") {
            Self.step($0, of: "900,000") > Self.step(seen, of: "900,000") + 50
        }
        try terminal.press("Enter")
        try terminal.wait(for: "the run, followed") { $0.contains("seed 9") && $0.contains("Gram eigenvalues") }
        try terminal.press("q")
        try terminal.wait(for: "home") { $0.contains("new run") && $0.contains(live) }
        #expect(other.interrupt() == 130)
        try terminal.wait(for: "its end") { !$0.contains("being recorded") && $0.contains("stopped") }
        try terminal.press("Down")
        try terminal.press("r")
        try terminal.wait(for: "the run that goes on") { $0.contains("seed 8") && $0.contains("200 / 200") }
        try terminal.press("q")
        try terminal.wait(for: "home") { $0.contains("200 of 200 steps, finished") }
        try terminal.press("f")
        try terminal.enter("50")
        try terminal.enter("0")
        try terminal.wait(for: "the fork") { $0.contains("⑂ forked") && $0.contains("ω 0.0 ○ off") }
        try terminal.wait(for: "its end") { $0.contains("200 / 200") }
        try terminal.press("q")
        try terminal.wait(for: "home, with three runs") { $0.contains(" groktop  3 runs") }
        try terminal.press("C-c")
        try terminal.wait(for: "the shell again") { $0.contains("\nexit=0") }
        let runs = try Program.run("runs", "--json", "--runs", runs).objects()
        #expect(runs.compactMap { $0["forkedAt"] as? Int } == [50])
    }

    @Test("without arguments it is the home screen: with no run, one key starts the run of the first minute")
    func firstTime() throws {
        let terminal = try terminal("", width: 80, height: 24)
        try terminal.wait(for: "what to do") { $0.contains("There are no runs yet.") }
        try terminal.press("1")
        try terminal.wait(for: "the run") { $0.contains("a+b mod 59") && $0.contains("/2,500") }
        try terminal.press("q")
        try terminal.press("y")
        try terminal.wait(for: "its row") { $0.contains("modadd") && $0.contains("/2,500") && $0.contains("stopped") }
        try terminal.press("q")
        try terminal.wait(for: "the shell again") { $0.contains("\nexit=0") }
    }

    @Test("damaged and foreign folders are rows with their problem, and nothing more")
    func damaged() throws {
        try train("--seed 7 --steps 100")
        let manager = FileManager.default
        for name in ["empty", "text", "link", "names\u{1B}[2J"] {
            try manager.createDirectory(atPath: "\(runs)/\(name)", withIntermediateDirectories: false)
        }
        try Data("no database".utf8).write(to: URL(fileURLWithPath: "\(runs)/text/run.sqlite"))
        try manager.createSymbolicLink(atPath: "\(runs)/link/run.sqlite", withDestinationPath: "/etc/passwd")
        let terminal = try terminal("home --runs '\(runs)'")
        try terminal.wait(for: "all rows") { screen in
            screen.contains("empty: is no run: it holds no run.sqlite") && screen.contains("text: ")
                && screen.contains("link: ") && screen.contains("names?[2J: ") && screen.contains("100/100")
        }
        try terminal.press("End")
        try terminal.press("Enter")
        try terminal.press("q")
        try terminal.wait(for: "the shell again") { $0.contains("\nexit=0") }
    }

    @Test(
        "by the mouse: a click selects, another one opens, a heading sorts; Ctrl-C leaves with the terminal as it was")
    func mouse() throws {
        try train("--seed 7 --steps 100")
        try train("--seed 8 --steps 100")
        let terminal = try RawTerminal(
            ["home", "--runs", runs],
            environment: ["XDG_DATA_HOME": folder.path + "/data", "XDG_CACHE_HOME": folder.path + "/cache"])
        try terminal.wait(forText: "finished")
        // The second row of the table: the box's edge, the heading, and one row are above it.
        try terminal.send("\u{1B}[<0;20;5M\u{1B}[<0;20;5m")
        usleep(300_000)
        try terminal.send("\u{1B}[<0;20;5M\u{1B}[<0;20;5m")
        try terminal.wait(forText: "Gram eigenvalues")
        terminal.forgetOutput()
        try terminal.send("q")
        try terminal.wait(for: "home again, with the run that was opened") {
            terminal.text.contains("-dyck-7-") && terminal.text.contains(": 100 of 100 steps, finished")
        }
        try terminal.send("\u{3}")
        try terminal.wait(for: "the end") { terminal.end != nil }
        #expect(terminal.end == .exit(0))
        #expect(terminal.isCooked)
    }

    @Test("a picture of the home screen, with times that are measured once and kept")
    func picture() throws {
        try train("--seed 7 --steps 100")
        let environment = ["XDG_DATA_HOME": folder.path + "/data", "XDG_CACHE_HOME": folder.path + "/cache"]
        func draw(_ name: String) throws -> String {
            let drawn = try Program.run(
                "home", "--runs", runs, "--picture", folder.path + "/" + name, "--size", "120x40",
                environment: environment)
            try #require(drawn.exitCode == 0, "\(drawn.errors)")
            return try String(contentsOf: folder.file(name), encoding: .utf8)
        }
        let first = try draw("first.txt")
        #expect(first.contains("100/100") && first.contains("a+b mod 59") && !first.contains("measuring"))
        let speed = try String(contentsOf: folder.file("data/groktop/speed.json"), encoding: .utf8)
        // Arithmetic with another polynomial costs the same: of eleven presets six are measured.
        #expect(speed.split(separator: "\n").count { $0.contains("\"step\"") } == 6)
        #expect(try draw("second.txt") == first)
        #expect(try draw("third.svg").hasPrefix("<svg"))
        try Program.run("home", "--picture", "x.png").expectRefusal(
            64, "--picture must end in .svg or .txt (groktop home --help lists all options)")
    }

    @Test("without a terminal it says what is needed")
    func noTerminal() throws {
        let program = try Program.run(Program.url.path, [], environment: ["XDG_DATA_HOME": folder.path])
        program.expectRefusal(
            64,
            "input or output is not a terminal, and the home screen needs one; groktop runs lists the recorded "
                + "runs, groktop train trains without a screen, and groktop --help has all commands")
    }

    @Test("the run of the first minute by its name, and what does not go with it")
    func preset() throws {
        let started = try Program.run("train", "--preset", "first", "--steps", "1", "--no-record")
        let data = try #require(try started.objects().first?["data"] as? [String: Any])
        #expect(data["trainSequences"] as? Int == 1_392 && data["testSequences"] as? Int == 2_089)
        try Program.run("train", "--preset", "first", "--p", "97").expectRefusal(
            64, "--p does not go with --preset first, which decides the data (groktop train --help lists all options)")
        try Program.run("train", "--preset", "last").expectRefusal(
            64,
            "The value 'last' is invalid for '--preset <name>': it must be first (groktop train --help lists all options)"
        )
    }

    /// The step in the row of a run of so many steps; −1 where there is none.
    private static func step(_ screen: String, of steps: String) -> Int {
        guard let range = screen.range(of: "[0-9,]+/\(steps)", options: .regularExpression) else { return -1 }
        return Int(screen[range].prefix { $0 != "/" }.filter(\.isNumber)) ?? -1
    }
}
