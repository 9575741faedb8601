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
    private func enter(_ words: String) throws {
        try terminal.enter("clear; '\(Program.url.path)' \(words) --runs \(sample.runs); echo exit=$?")
    }

    /// What the command has left on the screen, as soon as it has ended.
    private func left() throws -> [String] {
        let screen = try terminal.wait(for: "the end of the command") { screen in
            screen.split(separator: "\n").contains { $0.hasPrefix("exit=") }
        }
        return screen.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("ready>") }
    }

    @Test("rm asks, keeps what is not to go, and removes what is")
    func removal() throws {
        for answer in ["n", "", "yellow"] {
            try enter("rm @")
            let screen = try terminal.wait(for: "the question") { $0.contains("y/n") }
            #expect(screen.contains("Remove \(sample.folder), ") && screen.contains("B? y/n"))
            try terminal.enter(answer)
            #expect(try left().suffix(2) == ["groktop: kept", "exit=0"])
            #expect(FileManager.default.fileExists(atPath: sample.database))
        }
        try enter("rm @")
        try terminal.wait(for: "the question") { $0.contains("y/n") }
        try terminal.enter("y")
        #expect(try left().last == "exit=0")
        #expect(try sample.contents().isEmpty)
    }

    @Test("a damaged run is refused before the screen is touched", arguments: ["replay", "watch --follow", "resume"])
    func damaged(command: String) throws {
        try sample.execute("UPDATE evaluation SET train_loss = 'x' WHERE sequence = (SELECT MAX(sequence) FROM evaluation)")
        let before = try sample.contents()
        try terminal.enter("echo above")
        try terminal.wait(for: "the line above") { $0.contains("\nabove\n") }
        try terminal.enter("'\(Program.url.path)' \(command) @ --runs \(sample.runs); echo exit=$?")
        let lines = try left()
        #expect(lines.contains("above") && lines.last == "exit=65", "\(lines)")
        let errors = lines.filter { $0.hasPrefix("groktop: ") }
        #expect(errors.count == 1 && errors[0].hasPrefix("groktop: \(sample.database): is damaged: train_loss of evaluation "))
        #expect(try sample.contents() == before)
    }

    @Test("a damaged checkpoint is named on the screen of the run that goes on from another")
    func notice() throws {
        let path = sample.checkpoint(420, ".windows")
        try sample.change(path) { $0 = $0.dropLast() }
        try enter("resume @")
        try terminal.wait(for: "what is damaged") { $0.contains("step-000000420.windows.safetensors: ") }
        try terminal.wait(for: "the run going on") { $0.contains("from checkpoint 400") }
        try terminal.press("q")
        try terminal.wait(for: "the question, or the end") { $0.contains("Stop the run") || $0.contains("exit=0") }
        try terminal.press("y")
        #expect(try left().last == "exit=0")
    }

    @Test("a run that is removed while it is followed: the screen is left, with one line")
    func followed() throws {
        let running = try RunningProgram(
            ["resume", sample.name, "--runs", sample.runs, "--format", "text", "--pace", "5"])
        #expect(try RunningProgram.waitForRecording(in: sample.runs, step: 421) == sample.name)
        try enter("watch --follow @")
        try terminal.wait(for: "what is followed") { $0.contains("Dyck-1 · seed 7") && $0.contains(sample.name) && $0.contains("accuracy per bracket") }
        try FileManager.default.removeItem(atPath: sample.folder)
        #expect(
            try left() == ["groktop: \(sample.folder): the run was removed while it was followed", "exit=74"])
        #expect(running.interrupt() == 130)
    }
}
