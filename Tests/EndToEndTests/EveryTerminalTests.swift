import Foundation
import Testing

/// Home screen, overlay, command line, reading line and what-if on terminals of every usual type, by keys and by mouse.
///
/// A real terminal sends a mouse's reports only where it was asked for them. Here they are sent in any case: where they
/// were not asked for they must do nothing.
@Suite("Every type of terminal", .serialized)
struct EveryTerminalTests {
    static let types = ["xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100"]

    private static let small = [
        "--d-model", "16", "--heads", "2", "--ff", "32", "--train-size", "20", "--batch", "10", "--test-size", "60",
        "--interval", "50", "--eval-every", "10", "--curvature-size", "0", "--response-every", "0",
    ]
    private let folder: TemporaryFolder
    private var runs: String { folder.path + "/runs" }

    init() throws { folder = try TemporaryFolder() }

    private func train(seed: Int, steps: Int = 400) throws {
        let trained = try Program.run(
            Program.url.path,
            ["train", "--runs", runs, "--steps", "\(steps)", "--seed", "\(seed)", "--format", "ndjson"] + Self.small)
        try #require(trained.exitCode == 0, "\(trained.errors)")
    }

    private func start(_ arguments: [String], _ type: String) throws -> RawTerminal {
        try RawTerminal(
            arguments + ["--runs", runs], width: 140, height: 45,
            environment: [
                "TERM": type, "XDG_STATE_HOME": folder.path + "/state", "XDG_DATA_HOME": folder.path + "/data",
                "XDG_CACHE_HOME": folder.path + "/cache",
            ])
    }

    /// Sends keys, has everything drawn anew, and waits for a text that follows from them.
    private func press(_ keys: String, on terminal: RawTerminal, for text: String) throws {
        terminal.forgetOutput()
        try terminal.send(keys)
        usleep(50_000)
        try terminal.send("\u{0C}")
        try terminal.wait(forText: text)
    }

    @Test("the home screen: sort, filter, open, come back", arguments: types)
    func home(type: String) throws {
        try train(seed: 7)
        try train(seed: 8)
        let terminal = try start(["home"], type)
        try terminal.wait(forText: "finished")
        // A click on the second row, which is not selected: where nobody asked for the mouse it is no key either.
        try press("\u{1B}[<0;20;5M\u{1B}[<0;20;5m", on: terminal, for: "finished")
        try press("/seed7\r", on: terminal, for: "1 shown")
        try press("\r", on: terminal, for: "Dyck-1")
        try press("q", on: terminal, for: "1 shown")
        terminal.forgetOutput()
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exit(0))
        #expect(terminal.isCooked)
    }

    @Test("overlay, command line, reading line with its second mark, zoom", arguments: types)
    func looking(type: String) throws {
        for seed in 7...9 { try train(seed: seed) }
        let names = try Program.run("runs", "--json", "--runs", runs).objects().compactMap { $0["name"] as? String }
        let terminal = try start(["replay"] + names, type)
        for name in names.dropFirst() { try terminal.wait(forText: String(name.suffix(10))) }
        try press(":200\r", on: terminal, for: "200")
        try press("v", on: terminal, for: "reading")
        try press("v\u{1B}[C\u{1B}[C", on: terminal, for: "reading")
        try terminal.wait(for: "the distance from the mark") { terminal.text.contains(/[+\d]\d* steps/) }
        try press("\u{1B}", on: terminal, for: "Gram eigenvalues")
        try press("+", on: terminal, for: "Gram eigenvalues")
        // The wheel zooms, and a click reads: on a terminal without a mouse nothing comes of either.
        try press("\u{1B}[<64;40;8M\u{1B}[<0;40;8M\u{1B}[<0;40;8m", on: terminal, for: "accuracy")
        try press("?", on: terminal, for: "Esc")
        try terminal.send("\u{1B}")
        usleep(100_000)
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exit(0))
        #expect(terminal.isCooked)
    }

    @Test("what if: both runs go on, and one key ends all", arguments: types)
    func whatIf(type: String) throws {
        let terminal = try start(["watch", "--steps", "5000", "--pace", "60"] + Self.small, type)
        func steps() throws -> [Int] {
            try Program.run("runs", "--json", "--runs", runs).objects().map { $0["step"] as? Int ?? 0 }
        }
        try terminal.wait(for: "the first steps") { try steps().first ?? 0 > 20 }
        try press("i", on: terminal, for: "what if")
        try terminal.wait(for: "both to go on") { try steps().count == 2 && steps().allSatisfy { $0 > 60 } }
        try terminal.send([0x03])
        #expect(try terminal.waitForEnd() == .exit(0))
        #expect(terminal.isCooked)
    }

    @Test("one that cannot place its cursor gets lines without a code, or a sentence")
    func dumb() throws {
        let watched = try start(["watch", "--steps", "60"] + Self.small, "dumb")
        #expect(try watched.waitForEnd() == .exit(0))
        #expect(watched.text.contains("cannot place its cursor") && watched.text.contains("completed"))
        #expect(!watched.text.contains("\u{1B}"))
        // Again and again: a thread that had begun to list runs made it crash on its way out, now and then.
        for _ in 0..<20 {
            let home = try start(["home"], "dumb")
            let end = try home.waitForEnd()
            #expect(end == .exit(64))
            #expect(home.text.contains("groktop runs") && !home.text.contains("\u{1B}"))
        }
    }
}
