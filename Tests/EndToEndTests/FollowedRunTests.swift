import Foundation
import Testing

/// A run that another process trains, watched and steered from a second one.
@Suite("Following a run that another process trains")
struct FollowedRunTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func training(_ more: [String]) throws -> (program: RunningProgram, name: String) {
        let program = try RunningProgram(["train", "--runs", folder.path] + SendTests.options + more)
        return (program, try RunningProgram.waitForRecording(in: folder.path, step: 60))
    }

    @Test("a second screen turns weight decay off, probes, and stops the run by a typed command")
    func steering() throws {
        let (program, name) = try training(["--steps", "900000", "--pace", "100"])
        let terminal = try PseudoTerminal(width: 140, height: 40)
        try terminal.wait(for: "the shell") { $0.contains("ready>") }
        try terminal.enter("'\(Program.url.path)' watch --follow @ --runs '\(folder.path)'; echo exit=$?")
        try terminal.wait(for: "the run") { $0.contains("● on") && $0.contains("w decay") }
        try terminal.press("w")
        try terminal.wait(for: "the other ω") { $0.contains("○ off") }
        try terminal.press("Space")
        try terminal.wait(for: "the pause") { $0.contains("‖ paused") }
        try terminal.press("c")
        try terminal.wait(for: "the prompt") { $0.contains("command =") || $0.contains(" command ") }
        try terminal.enter("fly")
        try terminal.wait(for: "the reason") { $0.contains("that is no command") }
        try terminal.press("Escape")
        // Sent at once, Escape and c would be Alt-c.
        try terminal.wait(for: "the end of the prompt") { !$0.contains("that is no command") }
        try terminal.press("c")
        try terminal.enter("stop")
        try terminal.wait(for: "the end") { $0.contains("■ stopped") }
        #expect(program.end() == 0)
        try terminal.press("w")
        try terminal.press("q")
        try terminal.wait(for: "the shell again") { $0.contains("exit=0") }
        let events = try Program.run("export", name, "--table", "command", "--runs", folder.path).output
        let rows = events.split(separator: "\n").dropFirst()
        #expect(rows.count == 3, "\(events)")
        #expect(rows.allSatisfy { $0.wholeMatch(of: /.*,\d{13}-[0-9a-f]{8}/) != nil }, "\(events)")
    }

    @Test(
        "watch --follow RUN --format ndjson prints what there is and what comes, to the end", arguments: [true, false])
    func lines(isKilled: Bool) throws {
        let (program, name) = try training(["--steps", "600", "--pace", "150"])
        let follower = try FedProgram(["watch", "--follow", "@", "--format", "ndjson", "--runs", folder.path])
        try waitUntil("the first lines") { follower.output.contains("\"type\":\"spectrum\"") }
        if isKilled { program.killNow() } else { #expect(program.end() == 0) }
        let followed = try follower.end()
        #expect(followed.exitCode == 0 && followed.errors == "", "\(followed.errors)")
        let exported = try Program.run("export", name, "--format", "ndjson", "--runs", folder.path)
        #expect(followed.output == exported.output)
        #expect(followed.output.contains("\"type\":\"finished\"") != isKilled)
    }

    @Test("a run that is over is printed whole, and an interruption ends it")
    func over() throws {
        let sample = try RecordedRunSample()
        let exported = try sample.run(["export"], nil, ["--format", "ndjson"]).output
        let followed = try sample.run(["watch", "--follow"], nil, ["--format", "ndjson"])
        #expect(followed.exitCode == 0 && followed.output == exported)
        let text = try sample.run(["watch", "--follow"], nil, ["--format", "text"])
        #expect(text.exitCode == 0 && !text.output.contains("{"))
        let (program, _) = try training(["--steps", "900000", "--pace", "100"])
        let follower = try FedProgram(["watch", "--follow", "@", "--format", "ndjson", "--runs", folder.path])
        try waitUntil("the first lines") { follower.output.contains("\"type\":\"spectrum\"") }
        follower.signal(SIGINT)
        #expect(try follower.end().exitCode == 130)
        #expect(follower.errors == "groktop: interrupted\n")
        #expect(program.interrupt() == 130)
    }

    @Test(
        "what does not go together is refused",
        arguments: [
            (["--format", "ndjson"], "--format goes with --follow RUN only"),
            (["--follow", "-", "--format", "text"], "--format goes with --follow RUN only"),
            (["-", "--follow", "@"], "- and --follow name two sources; one is accepted"),
            (["events"], "'events' is not accepted; it must be -, for standard input"),
        ])
    func options(arguments: [String], message: String) throws {
        let program = try Program.run(Program.url.path, ["watch"] + arguments + ["--runs", folder.path])
        program.expectRefusal(64, message + " (groktop watch --help lists all options)")
    }
}
