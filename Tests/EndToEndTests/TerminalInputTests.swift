import Foundation
import Testing

/// What the terminal sends that is no key, on the real program: none of it may do anything.
@Suite("Input from the terminal", .serialized)
struct TerminalInputTests {
    private let runs: TemporaryFolder

    init() throws { runs = try TemporaryFolder() }

    private func start(_ arguments: [String] = []) throws -> RawTerminal {
        let terminal = try RawTerminal(["--runs", runs.path, "--pace", "60"] + arguments)
        try terminal.wait(forText: "accuracy")
        #expect(terminal.text.contains("\u{1B}[?2004h"), "bracketed paste is switched on")
        // Before, no key could do much.
        try terminal.wait(for: "the first steps") {
            try Program.run("runs", "--json", "--runs", runs.path).objects().first?["step"] as? Int ?? 0 > 10
        }
        return terminal
    }

    /// Leaves, which shows that everything before was read.
    ///
    /// - Returns: the commands that the run was given meanwhile.
    private func leave(_ terminal: RawTerminal) throws -> [String] {
        terminal.forgetOutput()
        try terminal.send("q")
        try terminal.wait(forText: "Stop the run? y/n")
        try terminal.send("y")
        #expect(try terminal.waitForEnd() == .exit(0))
        let events = try Program.run("export", "@", "--format", "ndjson", "--runs", runs.path)
        #expect(events.exitCode == 0 && events.output.contains("\"command\":\"stop\""), "\(events.errors)")
        return events.output.split(separator: "\n").map(String.init)
            .filter { $0.contains("\"type\":\"command\"") && !$0.contains("\"command\":\"stop\"") }
    }

    @Test("escape sequences are keys or nothing, never letters")
    func sequences() throws {
        let terminal = try start()
        let sequences = [
            "[1;5A", "[1;2B", "[1;3C", "[1;5D", "[1~", "[4~", "[7~", "[8~", "[1;5w", "w", "p", "a", ".",
            "[<0;12;3M", "[<0;12;3m", "[M w[", "[[[", "Ow", "O.", "]0;w . [ ]\u{7}", "]11;rgb:0/0/0\u{1B}\\",
            "Pw . [\u{1B}\\", "_w . [\u{1B}\\", "^w . [\u{1B}\\", "Xw . [\u{1B}\\", "[?1;2c", "[>41;390;0c", "[I", "[O",
            "[12;40R", "[7$w", "[119;3u",
        ]
        for sequence in sequences { try terminal.send("\u{1B}" + sequence) }
        let commands = try leave(terminal)
        #expect(commands == [])
    }

    @Test(
        "a paste is ignored, and said; it does not end a run, whatever it holds",
        arguments: [
            ("please wait\rqy\u{3}", "15 bytes ignored"),
            (String(repeating: "w", count: 100_000), "100,000 bytes ignored"),
        ])
    func paste(text: String, said: String) throws {
        let terminal = try start()
        try terminal.send("\u{1B}[200~" + text + "\u{1B}[201~")
        try terminal.wait(forText: "a paste does nothing here: " + said)
        let commands = try leave(terminal)
        #expect(commands == [])
        #expect(terminal.text.contains("\u{1B}[?2004l"), "it is switched off again")
    }

    @Test("100 kB of keys are read at once, and make few frames")
    func burst() throws {
        let terminal = try start()
        // Toggles the axis and says so, with nothing for the run to do.
        let start = ContinuousClock.now
        try terminal.send(Array(repeating: UInt8(ascii: "y"), count: 100_000))
        let commands = try leave(terminal)
        #expect(commands == [])
        #expect(ContinuousClock.now - start < .seconds(20), "a frame a key took 100 seconds and more")
    }

    @Test(
        "a byte that is no UTF-8 costs only that byte",
        arguments: [[0xFF], [0xC3], [0xE2, 0x82], [0x9B], [0xC0, 0xAF]] as [[UInt8]])
    func noUTF8(bytes: [UInt8]) throws {
        let terminal = try start()
        try terminal.send(bytes + [0x03])
        #expect(try terminal.waitForEnd() == .exit(0), "Ctrl-C came behind it")
    }

    @Test("a sequence that never ends does not keep anybody in")
    func endless() throws {
        let terminal = try start()
        try terminal.send("\u{1B}]52;c;" + String(repeating: "w", count: 10_000))
        try terminal.send([0x03])
        #expect(try terminal.waitForEnd() == .exit(0))
    }

    @Test("while the screen is too small keys do nothing unseen")
    func unseen() throws {
        let terminal = try start()
        terminal.resize(width: 40, height: 10)
        try terminal.wait(forText: "needs 60×16")
        try terminal.send("w.[[pWa0\r")
        let commands = try leave(terminal)
        #expect(commands == [])
    }
}
