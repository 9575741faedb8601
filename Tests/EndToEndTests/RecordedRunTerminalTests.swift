import Foundation
import Testing

/// Recorded runs in a terminal, where something is amiss.
@Suite("Recorded runs in a terminal", .serialized)
struct RecordedRunTerminalTests {
    private let sample: RecordedRunSample
    private let terminal: PseudoTerminal

    init() throws {
        sample = try RecordedRunSample()
        terminal = try PseudoTerminal(width: 220, height: 30)
        try terminal.wait(for: "the shell") { $0.contains("ready>") }
    }

    /// - Parameter words: the command's, behind which the runs folder is named.
    /// - Returns: what its exit code is shown behind; of this command alone.
    private func enter(_ words: String) throws -> String {
        let mark = "exit-\(Int.random(in: 100_000..<1_000_000))="
        try terminal.enter("clear; '\(Program.url.path)' \(words) --runs \(sample.runs); echo \(mark)$?")
        return mark
    }

    /// What the command has left on the screen above its exit code, and that.
    private func left(_ mark: String) throws -> (lines: [String], exitCode: String) {
        let screen = try terminal.wait(for: "the end of the command") { screen in
            screen.split(separator: "\n").contains { $0.hasPrefix(mark) }
        }
        let lines = screen.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("ready>") }
        let last = try #require(lines.lastIndex { $0.hasPrefix(mark) })
        return (Array(lines[..<last]), String(lines[last].dropFirst(mark.count)))
    }

    /// The question is the last thing on the screen.
    private func waitForQuestion() throws -> String {
        try terminal.wait(for: "the question") {
            $0.trimmingCharacters(in: .whitespacesAndNewlines).hasSuffix("B? y/n")
        }
    }

    @Test("rm asks, keeps what is not to go, and removes what is")
    func removal() throws {
        for answer in ["n", "", "yellow"] {
            let mark = try enter("rm @")
            #expect(try waitForQuestion().contains("Remove \(sample.folder), "))
            try terminal.enter(answer)
            let (lines, exitCode) = try left(mark)
            #expect(lines.last == "groktop: kept" && exitCode == "0", "\(lines)")
            #expect(FileManager.default.fileExists(atPath: sample.database))
        }
        let mark = try enter("rm @")
        _ = try waitForQuestion()
        try terminal.enter("y")
        #expect(try left(mark).exitCode == "0")
        #expect(try sample.contents().isEmpty)
    }

    @Test("a run whose recorder is killed while it is followed is said to be interrupted, since when, and what to do")
    func recorderKilled() throws {
        let folder = try TemporaryFolder()
        let recorder = try RunningProgram(
            ["train", "--runs", folder.path, "--pace", "50"] + RecordedRunSample.options + ["--steps", "50000"])
        let name = try RunningProgram.waitForRecording(in: folder.path)
        try terminal.enter("clear; '\(Program.url.path)' watch --follow @ --runs \(folder.path); echo exit=$?")
        try terminal.wait(for: "the run under way") { $0.contains("/s") && $0.contains(name) }
        recorder.killNow()
        try terminal.wait(for: "what became of it") { screen in
            screen.contains("× cut off") && screen.contains(" interrupted, last heard of at ")
                && screen.contains("groktop resume \(name)")
        }
        let again = try RunningProgram(["resume", name, "--runs", folder.path, "--format", "ndjson", "--pace", "50"])
        try terminal.wait(for: "the run under way again") { !$0.contains("cut off") && !$0.contains("interrupted") }
        again.killNow()
        try terminal.press("q")
        try terminal.wait(for: "the shell again") { $0.contains("exit=0") }
    }

    @Test("a damaged run is refused before the screen is touched", arguments: ["replay", "watch --follow", "resume"])
    func damaged(command: String) throws {
        try sample.execute(
            "UPDATE evaluation SET train_loss = 'x' WHERE sequence = (SELECT MAX(sequence) FROM evaluation)")
        let before = try sample.contents()
        try terminal.enter("echo above")
        try terminal.wait(for: "the line above") { $0.contains("\nabove\n") }
        try terminal.enter("'\(Program.url.path)' \(command) @ --runs \(sample.runs); echo exit=$?")
        let (lines, exitCode) = try left("exit=")
        #expect(lines.contains("above") && exitCode == "65", "\(lines)")
        let errors = lines.filter { $0.hasPrefix("groktop: ") }
        #expect(
            errors.count == 1
                && errors[0].hasPrefix("groktop: \(sample.database): is damaged: train_loss of evaluation "))
        #expect(try sample.contents() == before)
    }

    @Test("a damaged checkpoint is named on the screen of the run that goes on from another")
    func notice() throws {
        let path = sample.checkpoint(420, ".windows")
        try sample.change(path) { $0 = $0.dropLast() }
        let mark = try enter("resume @")
        try terminal.wait(for: "what is damaged") {
            $0.contains(" step-000000420.windows.safetensors: the header is not valid: ")
                && $0.contains("; going on from step \(sample.older) instead")
        }
        try terminal.wait(for: "the run going on") { $0.contains("from checkpoint \(sample.older)") }
        try terminal.press("q")
        try terminal.wait(for: "the question, or the end") { $0.contains("Stop the run") || $0.contains(mark + "0") }
        try terminal.press("y")
        #expect(try left(mark).exitCode == "0")
    }

    @Test("a run that is removed while it is followed: the screen is left, with one line")
    func followed() throws {
        let running = try RunningProgram(
            ["resume", sample.name, "--runs", sample.runs, "--format", "text", "--pace", "5"])
        #expect(try RunningProgram.waitForRecording(in: sample.runs, step: 421) == sample.name)
        let mark = try enter("watch --follow @")
        try terminal.wait(for: "what is followed") {
            $0.contains("Dyck-1 · seed 7") && $0.contains(sample.name) && $0.contains("accuracy per bracket")
        }
        try FileManager.default.removeItem(atPath: sample.folder)
        let (lines, exitCode) = try left(mark)
        #expect(lines == ["groktop: \(sample.folder): the run was removed while it was followed"] && exitCode == "74")
        #expect(running.interrupt() == 130)
    }
}
