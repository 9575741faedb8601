import Foundation
import Testing

/// Nothing is made before everything was looked at: what is refused, or cannot be said, leaves no run behind.
@Suite("Before a run is made")
struct StartChecksTests {
    private static let tiny = [
        "--steps", "4", "--train-size", "6", "--test-size", "6", "--batch", "4", "--d-model", "8", "--heads", "1",
        "--ff", "8", "--layers", "1",
        "--interval", "5",
    ]

    private static func runs(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    @Test(
        "an option that is refused",
        arguments: [
            ["watch", "--theme", "nosuch"], ["watch", "--symbols", "emoji"], ["train", "--at", "1:weight-decay=1e9"],
            ["train", "--pace", "1e-13"],
        ])
    func refused(arguments: [String]) throws {
        let folder = try TemporaryFolder()
        let program = try Program.run(Program.url.path, arguments + Self.tiny + ["--runs", folder.path])
        #expect([64, 66].contains(program.exitCode))
        #expect(Self.runs(in: folder.path).isEmpty)
    }

    @Test(
        "an output that cannot be written", arguments: ["watch", "train", "train --format text"],
        ["/dev/full", "closed", "reading"])
    func output(command: String, output: String) throws {
        let folder = try TemporaryFolder()
        let redirection = ["closed": ">&-", "reading": "1</dev/null"][output] ?? ">\(output)"
        let words = ([Program.url.path, command] + Self.tiny + ["--runs", folder.path]).joined(separator: " ")
        let program = try Program.run("/bin/bash", ["-c", "\(words) \(redirection)"], environment: ["TERM": "dumb"])
        #expect(program.exitCode == 74)
        let reason = output == "/dev/full" ? "No space left on device" : "Bad file descriptor"
        #expect(program.errors.contains("groktop: cannot write to standard output: \(reason)\n"))
        #expect(Self.runs(in: folder.path).isEmpty)
    }

    @Test("a fork", arguments: ["--theme nosuch", "--format ndjson >/dev/full", ">/dev/full", "--format text >&-"])
    func fork(rest: String) throws {
        let sample = try RecordedRunSample()
        let before = try sample.contents()
        let words = [Program.url.path, "fork", sample.name, "--at", "50", "--runs", sample.runs, rest].joined(
            separator: " ")
        let program = try Program.run("/bin/bash", ["-c", words], environment: ["TERM": "dumb"])
        #expect([66, 74].contains(program.exitCode))
        #expect(try sample.contents() == before)
    }

    @Test("the screen: a run is made once it is open")
    func screen() throws {
        let folder = try TemporaryFolder()
        let terminal = try PseudoTerminal(width: 100, height: 30)
        let words = ([Program.url.path, "watch"] + Self.tiny + ["--runs", folder.path]).joined(separator: " ")
        try terminal.enter("\(words) --theme nosuch; echo left $?")
        try terminal.wait(for: "the refusal") { $0.contains("left 66") }
        #expect(Self.runs(in: folder.path).isEmpty)
        try terminal.enter("clear; \(words); echo left $?")
        try terminal.wait(for: "the run's end") { $0.contains("4 / 4") }
        #expect(Self.runs(in: folder.path).filter { !$0.hasPrefix(".") }.count == 1)
        try terminal.press("q")
        try terminal.wait(for: "the prompt") { $0.contains("left 0") }
    }
}
