import Foundation
import Testing

/// What a terminal may be like, and what may happen to it, while a run is on it.
@Suite("Terminals of all kinds", .serialized)
struct TerminalWeatherTests {
    private let runs: TemporaryFolder

    init() throws { runs = try TemporaryFolder() }

    private func start(_ arguments: [String] = [], environment: [String: String] = [:]) throws -> RawTerminal {
        let terminal = try RawTerminal(["--pace", "60", "--runs", runs.path] + arguments, environment: environment)
        try terminal.wait(for: "the dashboard") { terminal.text.contains("Dyck-1") && !terminal.isCooked }
        return terminal
    }

    private func step() throws -> Int {
        try Program.run("runs", "--json", "--runs", runs.path).objects().first?["step"] as? Int ?? 0
    }

    private func leave(_ terminal: RawTerminal) throws {
        try terminal.send([0x03])
        #expect(try terminal.waitForEnd() == .exit(0))
        #expect(terminal.isCooked)
    }

    @Test("a storm of resizing: the run goes on, and the last size is drawn")
    func resizing() throws {
        let terminal = try start()
        try terminal.wait(for: "the first steps") { try step() > 5 }
        let before = try step()
        var chance = FuzzChance(seed: 7)
        for _ in 0..<400 {
            let isTiny = chance.once(in: 4)
            terminal.resize(
                width: Int.random(in: 1...(isTiny ? 4 : 300), using: &chance),
                height: Int.random(in: 1...(isTiny ? 4 : 100), using: &chance))
            // Some come faster than frames, and some keys in between.
            if chance.once(in: 3) { usleep(UInt32.random(in: 0...40_000, using: &chance)) }
            if chance.once(in: 10) { try terminal.send(chance.one(of: ["s", "d", "\t", "e", "y"])) }
        }
        terminal.resize(width: 50, height: 12)
        try terminal.wait(forText: "50×12")
        terminal.forgetOutput()
        terminal.resize(width: 120, height: 40)
        try terminal.wait(forText: "Dyck-1")
        try terminal.wait(for: "the run to go on") { try step() > before + 10 }
        try leave(terminal)
    }

    #if os(Linux)
        @Test("a crash of the screen's own thread gives the terminal back", arguments: [SIGSEGV, SIGILL, SIGTRAP])
        func crash(signal: Int32) throws {
            let terminal = try start()
            try terminal.wait(for: "the first steps") { try step() > 5 }
            let tasks = "/proc/\(terminal.processID)/task"
            let threads = try FileManager.default.contentsOfDirectory(atPath: tasks)
            // The one that takes the stops of a job (SIGTTOU) and no other signal.
            let isScreen = { (thread: String) -> Bool in
                let status = try? String(contentsOfFile: "\(tasks)/\(thread)/status", encoding: .utf8)
                let line = status?.split(separator: "\n").first { $0.hasPrefix("SigBlk:") }
                guard let blocked = line.flatMap({ UInt64($0.dropFirst(8), radix: 16) }) else { return false }
                return blocked != 0 && blocked & 1 << UInt64(SIGTTOU - 1) == 0
            }
            let name = try #require(threads.first(where: isScreen))
            let screen = try #require(pid_t(name))
            typealias Send = @convention(c) (Int32, Int32, Int32) -> Int32
            let send = try #require(dlsym(nil, "tgkill"))
            #expect(unsafeBitCast(send, to: Send.self)(terminal.processID, screen, signal) == 0)
            #expect(try terminal.waitForEnd() == .signal(signal))
            #expect(terminal.isCooked)
            for code in ["\u{1B}[?1049l", "\u{1B}[?2004l", "\u{1B}[?2026l", "\u{1B}[?25h"] {
                #expect(terminal.text.contains(code))
            }
            // What was recorded is there, and goes on.
            #expect(try Program.run("check", "@", "--runs", runs.path).exitCode == 0)
        }
    #endif

    @Test("a type without an entry is drawn as xterm-256color; none at all is, too", arguments: ["of-no-terminal", ""])
    func unknownType(type: String) throws {
        let terminal = try start(environment: ["TERM": type])
        #expect(terminal.text.contains("\u{1B}[?1049h"))
        try leave(terminal)
    }

    @Test("without terminfo at all there are plain lines, or a screen by an entry that is built in")
    func noTerminfo() throws {
        let nowhere = [
            "TERMINFO": "/nowhere", "TERMINFO_DIRS": "/nowhere", "HOME": runs.path, "TERM": "of-no-terminal",
        ]
        let terminal = try RawTerminal(
            ["--steps", "40", "--pace", "unlimited", "--runs", runs.path], environment: nowhere)
        try terminal.wait(for: "a screen or lines") { terminal.text.contains("step") }
        terminal.signal(SIGTERM)
        _ = try terminal.waitForEnd()
        #expect(terminal.isCooked)
    }

    @Test("a locale of another codeset gets nothing but ASCII, and doctor says why", arguments: ["LANG", "LC_ALL"])
    func otherLocale(variable: String) throws {
        let locale = ["LANG": "", "LC_ALL": "", "LC_CTYPE": ""].merging([variable: "de_DE.ISO-8859-1"]) { $1 }
        let terminal = try start(environment: locale)
        try terminal.wait(forText: "accuracy")
        // Drawn anew, since of a change only the letters that are others would be sent.
        try terminal.send("?\u{0C}")
        try terminal.wait(forText: "any key closes")
        #expect(terminal.output.allSatisfy { $0 < 0x80 })
        try terminal.send("?")
        try leave(terminal)
        let doctor = try Program.run("doctor", "--runs", runs.path, environment: locale)
        #expect(doctor.output.contains("ASCII: \(variable)=de_DE.ISO-8859-1"))
        #expect(doctor.output.contains("ascii: the terminal does not take UTF-8"))
    }

    @Test("consoles get ASCII", arguments: ["linux", "vt100"])
    func console(type: String) throws {
        let terminal = try start(environment: ["TERM": type])
        try terminal.wait(forText: "accuracy")
        #expect(terminal.output.allSatisfy { $0 < 0x80 })
        #expect(!terminal.text.contains("?2026"), "it might show the question")
        try leave(terminal)
    }

    // MARK: Synchronized updates

    private static let question = "\u{1B}[?2026$p"

    @Test("a terminal that shows frames as one is asked, and gets them so", arguments: ["1", "2", "3"])
    func synchronized(state: String) throws {
        let terminal = try start()
        #expect(terminal.text.contains(Self.question))
        terminal.forgetOutput()
        try terminal.send("\u{1B}[?2026;\(state)$y")
        try terminal.wait(forText: "\u{1B}[?2026h")
        try terminal.send([0x0C])
        try terminal.wait(for: "whole frames") {
            terminal.text.components(separatedBy: "\u{1B}[?2026h").count > 4
        }
        try leave(terminal)
        // Between the end of a frame and the beginning of the next nothing is drawn.
        let text = terminal.text
        let begin = try #require(text.range(of: "\u{1B}[?2026h"))
        let pieces = text[begin.upperBound...].components(separatedBy: "\u{1B}[?2026l")
        #expect(pieces.dropFirst().dropLast(2).allSatisfy { $0.hasPrefix("\u{1B}[?2026h") })
    }

    @Test(
        "without an answer, and after a no, frames come as they are",
        arguments: ["", "\u{1B}[?2026;0$y", "\u{1B}[?2026;4$y"])
    func notSynchronized(answer: String) throws {
        let terminal = try start()
        try terminal.send(answer)
        try terminal.wait(for: "the first steps") { try step() > 20 }
        #expect(!terminal.text.contains("\u{1B}[?2026h"))
        try leave(terminal)
    }

    // MARK: groktop doctor

    @Test(
        "doctor works without a terminal, and with any type",
        arguments: ["xterm-256color", "linux", "dumb", "nosuch", ""])
    func doctor(type: String) throws {
        let folder = runs.path + "/not/yet"
        let program = try Program.run("doctor", "--runs", folder, environment: ["TERM": type, "COLORTERM": ""])
        #expect(program.exitCode == 0 && program.errors.isEmpty, "\(program.errors)")
        for name in [
            "terminal", "screen", "size", "colours", "characters", "curves", "frames", "mouse", "runs", "file system",
            "locks", "cores", "kernels",
        ] {
            #expect(program.output.contains("\n\(name)  ") || name == "groktop", "\(name) in \(program.output)")
        }
        #expect(program.output.contains("made with the first run"))
        #expect(program.output.contains("\nlocks        work\n"))
        #expect(!FileManager.default.fileExists(atPath: folder))
        #expect(try FileManager.default.contentsOfDirectory(atPath: runs.path).isEmpty)
    }

    @Test("doctor asks the terminal, and leaves it as it was", arguments: [true, false])
    func doctorAsks(hasMode: Bool) throws {
        let terminal = try RawTerminal(["doctor", "--runs", runs.path], environment: ["COLORTERM": "truecolor"])
        try terminal.wait(forText: Self.question)
        try terminal.send((hasMode ? "\u{1B}[?2026;2$y" : "") + "\u{1B}[?64;1;9c")
        #expect(try terminal.waitForEnd() == .exit(0))
        #expect(terminal.text.contains(hasMode ? "each at once" : "does not answer"))
        #expect(terminal.text.contains("120×40") && terminal.text.contains("24 bits: COLORTERM=truecolor"))
        #expect(terminal.isCooked)
    }
}
