import Foundation
import Testing

/// A fork beside the run, layouts that are remembered, and several runs beneath one, on a real terminal.
@Suite("What if, layouts and overlays in a terminal", .serialized)
struct WhatIfTerminalTests {
    private static let small = [
        "--d-model", "16", "--heads", "2", "--ff", "32", "--train-size", "20", "--batch", "10", "--test-size", "60",
        "--interval", "50", "--eval-every", "10", "--curvature-size", "0", "--response-every", "0",
    ]
    private let runs: TemporaryFolder
    private let state: TemporaryFolder

    init() throws { (runs, state) = (try TemporaryFolder(), try TemporaryFolder()) }

    private func start(_ arguments: [String], type: String = "xterm-256color") throws -> RawTerminal {
        let terminal = try RawTerminal(
            arguments + ["--runs", runs.path], width: 140, height: 45,
            environment: ["XDG_STATE_HOME": state.path, "TERM": type])
        try terminal.wait(for: "the dashboard") { terminal.text.contains("Dyck-1") && !terminal.isCooked }
        return terminal
    }

    private func listed() throws -> [[String: Any]] { try Program.run("runs", "--json", "--runs", runs.path).objects() }

    private func steps() throws -> [Int] { try listed().map { $0["step"] as? Int ?? 0 } }

    @Test(
        "a fork is trained beside the run; either can be stopped, and both can be gone on with", arguments: ["o", "t"])
    func whatIf(closing: String) throws {
        let terminal = try start(["watch", "--steps", "5000", "--pace", "60"] + Self.small)
        try terminal.wait(for: "the first steps") { try steps().first ?? 0 > 20 }
        try terminal.send("i")
        try terminal.wait(for: "both to go on") { try steps().count == 2 && steps().allSatisfy { $0 > 60 } }
        try terminal.wait(forText: "what if")
        #expect(try listed().allSatisfy { $0["state"] as? String == "running" })
        try terminal.send("i")
        try terminal.wait(forText: "close which?")
        try terminal.send(closing)
        try terminal.wait(forText: "goes on with it")
        try terminal.wait(for: "one to have stopped") {
            try listed().filter { $0["state"] as? String == "running" }.count == 1
        }
        let running = try #require(try listed().first { $0["state"] as? String == "running" })
        #expect((running["parent"] is String || running["parent"] is [String: Any]) == (closing == "t"))
        try terminal.send([0x03])
        #expect(try terminal.waitForEnd() == .exit(0))
        // The screen owns what it has started.
        #expect(try listed().allSatisfy { $0["state"] as? String == "stopped" })
        for run in try listed() {
            let name = try #require(run["name"] as? String)
            let verified = try Program.run("verify", name, "--runs", runs.path)
            #expect(verified.exitCode == 0, "\(verified.errors)")
        }
    }

    @Test(
        "a layout and a panel that was switched off are there again", arguments: ["xterm-256color", "linux", "vt100"])
    func remembered(type: String) throws {
        _ = try Program.run(
            Program.url.path, ["train", "--runs", runs.path, "--steps", "60", "--format", "ndjson"] + Self.small)
        var terminal = try start(["replay", "@"], type: type)
        try terminal.send("ll")
        try terminal.wait(forText: "layout: wide")
        try terminal.send("3")
        try terminal.wait(forText: "Gram eigenvalues: off")
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exit(0))
        let kept = try String(contentsOfFile: state.path + "/groktop/screen.json", encoding: .utf8)
        #expect(kept.contains(#""layout" : "wide""#) && kept.contains(#""Gram eigenvalues" : false"#))

        terminal = try start(["replay", "@"], type: type)
        try terminal.wait(forText: "what drives")
        #expect(!terminal.text.contains("Gram eigenvalues"))
        try terminal.send("3")
        try terminal.wait(forText: "Gram eigenvalues: on")
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exit(0))
    }

    @Test("what the screen was left with may be anything", arguments: ["", "{", "[]", "{\"layout\": 3}", "\u{0}"])
    func damagedMemory(text: String) throws {
        _ = try Program.run(
            Program.url.path, ["train", "--runs", runs.path, "--steps", "20", "--format", "ndjson"] + Self.small)
        try FileManager.default.createDirectory(atPath: state.path + "/groktop", withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: state.path + "/groktop/screen.json"))
        let terminal = try start(["replay", "@"])
        try terminal.wait(forText: "Gram eigenvalues")
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exit(0))
    }

    @Test("several runs lie beneath one, by keys and by the mouse")
    func overlays() throws {
        for seed in ["1", "2", "3"] {
            _ = try Program.run(
                Program.url.path,
                ["train", "--runs", runs.path, "--steps", "60", "--seed", seed, "--format", "ndjson"] + Self.small)
        }
        let names = try listed().compactMap { $0["name"] as? String }
        let terminal = try start(["replay"] + names)
        for name in names.dropFirst() { try terminal.wait(forText: String(name.suffix(10))) }
        try terminal.send("G")
        try terminal.wait(forText: "has not grokked")
        // A click on the eigenvalues gives them the focus, and e enlarges them.
        try terminal.send("\u{1B}[<0;20;35M\u{1B}[<0;20;35m")
        terminal.forgetOutput()
        try terminal.send("e")
        try terminal.wait(for: "a large panel") { terminal.text.contains("╭") }
        try terminal.send("q")
        #expect(try terminal.waitForEnd() == .exit(0))
        let wrong = try Program.run("replay", names[0], "nosuch", "--runs", runs.path)
        #expect(wrong.exitCode != 0 && wrong.errors.contains("nosuch"))
    }
}
