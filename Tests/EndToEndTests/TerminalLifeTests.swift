import Foundation
import Testing

/// The program as one of a shell's jobs, at the other end of a connection, and as somebody ends it.
@Suite("The terminal's life", .serialized)
struct TerminalLifeTests {
    private let runs: TemporaryFolder

    init() throws { runs = try TemporaryFolder() }

    /// Waits for the run: it is made when the screen is there, and one that is left before makes none.
    private func start(_ arguments: [String] = ["--pace", "60"]) throws -> RawTerminal {
        let terminal = try RawTerminal(arguments + ["--runs", runs.path])
        try terminal.wait(for: "the dashboard") { terminal.text.contains("Dyck-1") && !terminal.isCooked }
        return terminal
    }

    /// What `groktop runs` says of the run.
    private func run(_ key: String) throws -> Any? {
        try Program.run("runs", "--json", "--runs", runs.path).objects().first?[key]
    }

    private func step() throws -> Int { try run("step") as? Int ?? 0 }

    /// Its recording was closed in order.
    private func isStopped() throws -> Bool { try run("state") as? String == "stopped" }

    /// Waits until the run has come some steps further.
    private func waitForProgress(_ terminal: RawTerminal) throws {
        let before = try step()
        try terminal.wait(for: "the run to go on") { try step() > before + 5 }
    }

    // MARK: Endings

    private static let leavesScreen = "\u{1B}[?1049l"

    @Test(
        "a signal ends it in order, with 128 and its number, and one line",
        arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1])
    func ending(signal: Int32) throws {
        let terminal = try start()
        try waitForProgress(terminal)
        terminal.signal(signal)
        #expect(try terminal.waitForEnd() == .exit(128 + signal))
        #expect(terminal.isCooked)
        let rest = try #require(terminal.text.components(separatedBy: Self.leavesScreen).last)
        let name = try #require(run("name") as? String)
        let line = try #require(rest.split(separator: "\r\n").first { $0.contains("groktop: ") })
        #expect(line.contains("groktop: \(name): "))
        #expect(line.contains(" of 10,000 steps; groktop resume \(name) --runs \(runs.path)"))
        #expect(try isStopped())
    }

    @Test("a terminal that is switched off ends it in order", arguments: [[], ["--background", "train"]])
    func hangUp(arguments: [String]) throws {
        let terminal = try start(["--pace", "60"] + arguments)
        try waitForProgress(terminal)
        terminal.hangUp()
        try terminal.wait(for: "the end") { terminal.end != nil }
        #expect(terminal.end == .exit(128 + SIGHUP))
        #expect(try isStopped())
    }

    @Test("so does it end a replay", arguments: [SIGTERM, SIGHUP])
    func endingOfReplay(signal: Int32) throws {
        #expect(try Program.run("train", "--steps", "60", "--runs", runs.path).exitCode == 0)
        let terminal = try start(["replay", "@"])
        terminal.signal(signal)
        #expect(try terminal.waitForEnd() == .exit(128 + signal))
        #expect(terminal.text.contains(": 60 of 60 steps, finished; groktop replay "))
    }

    @Test("leaving with q leaves a line; without a recording what was trained")
    func leavingByKey() throws {
        for (arguments, line) in [([], "; groktop resume "), (["--no-record"], "trained; not recorded")] {
            let terminal = try start(["--pace", "60"] + arguments)
            try terminal.send("q")
            try terminal.wait(forText: "Stop the run? y/n")
            try terminal.send("y")
            #expect(try terminal.waitForEnd() == .exit(0))
            let rest = try #require(terminal.text.components(separatedBy: Self.leavesScreen).last)
            #expect(rest.contains(" of 10,000 steps") && rest.contains(line), "\(rest)")
        }
    }

    /// All whose default action is to end a process, by `man 7 signal`.
    private static let faults = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS]
    private static let requests: [Int32] = {
        var numbers = [SIGALRM, SIGUSR2, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGPIPE]
        #if os(Linux)
            numbers += [SIGIO, SIGPWR, SIGSTKFLT, 34, 64]
        #endif
        return numbers
    }()

    @Test("every deadly signal gives the terminal back", arguments: faults + requests)
    func deadly(signal: Int32) throws {
        let terminal = try start()
        terminal.signal(signal)
        let expected = Self.faults.contains(signal) ? RawTerminal.End.signal(signal) : .exit(128 + signal)
        #expect(try terminal.waitForEnd() == expected)
        #expect(terminal.isCooked)
        for code in [Self.leavesScreen, "\u{1B}[?2004l", "\u{1B}[?1l", "\u{1B}[?25h"] {
            #expect(terminal.text.contains(code))
        }
    }

    @Test("train: Ctrl-\\ and a hang-up end it in order", arguments: [SIGQUIT, SIGHUP, SIGTERM, SIGINT])
    func training(signal: Int32) throws {
        let terminal = try RawTerminal(["train", "--pace", "60", "--runs", runs.path])
        try terminal.wait(forText: "\"type\":\"started\"")
        try waitForProgress(terminal)
        if signal == SIGQUIT { try terminal.send([0x1C]) } else { terminal.signal(signal) }
        #expect(try terminal.waitForEnd() == .exit(128 + signal))
        #expect(terminal.text.contains("groktop: interrupted at step "))
        #expect(!terminal.text.contains("crashed"))
    }

    @Test("output that nobody reads any more ends a run in order")
    func closedPipe() throws {
        let command = "'\(Program.url.path)' train --steps 4000 --runs '\(runs.path)' | head -1; echo ${PIPESTATUS[0]}"
        let result = try Program.run("/bin/bash", ["-c", command])
        #expect(result.output.hasSuffix("\n141\n"), "\(result.output)")
        #expect(result.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("step ") }, "\(result.errors)")
        #expect(try isStopped())
    }

    // MARK: A terminal that does not read

    @Test("a terminal that takes nothing holds up neither training nor leaving", arguments: ["watch", "train"])
    func stalled(command: String) throws {
        let training = ["train", "--eval-every", "1", "--runs", runs.path]
        let terminal = try command == "watch" ? start() : RawTerminal(training)
        if command == "train" { try terminal.wait(forText: "\"type\":\"evaluation\"") }
        terminal.stopReading()
        // Far more than fits between the two ends.
        for _ in 0..<60 {
            if command == "watch" { try terminal.send([0x0C]) }
            usleep(40_000)
        }
        try waitForProgress(terminal)
        let asked = ContinuousClock.now
        terminal.signal(SIGTERM)
        try terminal.wait(for: "the end") { terminal.end != nil }
        #expect(terminal.end == .exit(128 + SIGTERM))
        #expect(ContinuousClock.now - asked < .seconds(6), "a second or two on a machine that has nothing else to do")
        #expect(terminal.isCooked)
        #expect(try isStopped())
    }

    @Test("a terminal that reads again shows what is now")
    func stalledForAWhile() throws {
        let terminal = try start()
        terminal.stopReading()
        for _ in 0..<60 {
            try terminal.send([0x0C])
            usleep(40_000)
        }
        try waitForProgress(terminal)
        terminal.forgetOutput()
        terminal.goOnReading()
        // Drawn anew, since of a change only the letters that are others would be sent.
        try terminal.send("?\u{0C}")
        try terminal.wait(forText: "any key closes")
        try terminal.send("?")
        try terminal.send([0x03])
        #expect(try terminal.waitForEnd() == .exit(0))
    }

    // MARK: Job control

    /// A shell that does job control, with the prompt `ready>`.
    private func shell() throws -> RawTerminal {
        let terminal = try RawTerminal(
            ["--norc", "--noprofile", "-i"], path: "/bin/bash",
            environment: ["PS1": "ready> ", "HISTFILE": "", "GROKTOP": Program.url.path, "RUNS": runs.path])
        try terminal.wait(forText: "ready> ")
        try terminal.send("set -b; bind 'set enable-bracketed-paste off'\r")
        return terminal
    }

    private func enter(_ line: String, _ terminal: RawTerminal, until text: String) throws {
        terminal.forgetOutput()
        try terminal.send(line + "\r")
        try terminal.wait(forText: text)
    }

    @Test("in the background it stops, and leaves the shell alone, until fg", arguments: ["bg", "&"])
    func background(way: String) throws {
        let terminal = try shell()
        let command = "\"$GROKTOP\" --pace 60 --runs \"$RUNS\""
        if way == "&" {
            try enter(command + " &", terminal, until: "Stopped")
        } else {
            try enter(command, terminal, until: "accuracy")
            try terminal.wait(for: "the first steps") { try step() > 10 }
            terminal.forgetOutput()
            try terminal.send([0x1A])
            try terminal.wait(forText: "Stopped")
            #expect(terminal.text.contains(Self.leavesScreen))
            try enter("bg", terminal, until: "Stopped")
        }
        let before = try way == "&" ? 0 : step()
        try enter("ls -d /tmp; jobs; echo q w a Z", terminal, until: "\r\nq w a Z\r\n")
        #expect(terminal.text.contains("\r\n/tmp\r\n") && terminal.text.contains("Stopped"))
        #expect(!terminal.text.contains("\u{1B}[?1049h") && !terminal.text.contains("accuracy"))
        if way == "bg" { #expect(try step() == before) }
        try enter("fg", terminal, until: "accuracy")
        #expect(terminal.text.contains("\u{1B}[?1049h"))
        try waitForProgress(terminal)
        terminal.forgetOutput()
        try terminal.send([0x03])
        try terminal.wait(for: "the shell again") {
            terminal.text.contains("; groktop resume ") && terminal.text.contains("ready> ")
        }
        try enter("exit", terminal, until: "exit")
        #expect(try terminal.waitForEnd() == .exit(0))
    }

    @Test("with --background train it trains on, without the terminal, and is on the screen again with fg")
    func trainsInBackground() throws {
        let terminal = try shell()
        try enter("\"$GROKTOP\" --pace 60 --runs \"$RUNS\" --background train &", terminal, until: "[1] ")
        try terminal.wait(for: "training") { try step() > 20 }
        try enter("jobs; echo q w a Z", terminal, until: "\r\nq w a Z\r\n")
        #expect(terminal.text.contains("Running"))
        #expect(!terminal.text.contains("\u{1B}[?1049h") && !terminal.text.contains("accuracy"))
        try enter("fg", terminal, until: "accuracy")
        try terminal.send([0x1A])
        try terminal.wait(forText: "Stopped")
        try enter("bg", terminal, until: "&")
        try waitForProgress(terminal)
        try enter("kill %1; wait %1; echo status $?", terminal, until: "status 143")
        #expect(!terminal.text.contains("\u{1B}[?1049h"))
        #expect(try isStopped())
    }
}
