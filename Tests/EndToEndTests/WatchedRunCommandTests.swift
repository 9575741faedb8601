import Foundation
import GRDB
import RunEvents
import TestSupport
import Testing

/// What can be done with the recording of another program's run, and what cannot.
@Suite("Runs of other programs on the command line")
struct WatchedRunCommandTests {
    private let recording: WatchedRecording

    init() throws { recording = try WatchedRecording() }

    @Test(
        "what groktop would have to train is refused in one line, and nothing changes",
        arguments: [
            (["resume"], ["--format", "ndjson"]), (["resume"], []), (["verify"], []),
            (["fork"], ["--at", "0"]), (["fork"], ["--at", "100", "--no-train"]), (["probe", "ablate"], []),
            (["probe", "readout"], ["--step", "100", "--json"]), (["probe", "intervene"], []),
            (["export"], ["--table", "train"]), (["export"], ["--table", "test"]),
            (["export"], ["--table", "vocabulary"]), (["export"], ["--format", "dataset", "-o", "/dev/null/x"]),
            (["export"], ["--format", "safetensors", "-o", "/dev/null/x"]),
        ])
    func refusals(command: [String], more: [String]) throws {
        let before = try RecordedRunSample.contents(of: recording.runs)
        try recording.run(command, more).expectRefusal(
            64,
            "\(recording.folder): was trained by another program, so that groktop cannot make its steps again; replay, "
                + "watch --follow, export and runs take it")
        #expect(try RecordedRunSample.contents(of: recording.runs) == before)
    }

    @Test("it is listed and exported, and no text of the program's steers a terminal")
    func reading() throws {
        let listed = try Program.run("runs", "--runs", recording.runs)
        #expect(listed.exitCode == 0 && listed.output.contains("nano\\u{1B}gpt") && listed.output.contains("failed"))
        let metrics = try recording.run(["export"], ["--table", "metric"]).output.split(separator: "\n")
        #expect(metrics.first == "sequence,reached_step,elapsed_seconds,step,name,value" && metrics.count == 4)
        #expect(metrics[1].hasSuffix(",0,val_loss,0.3333333333333333") && metrics[2].hasSuffix(",grad norm,inf"))
        for table in ["metric_definition", "metric_probe", "remark", "events", "command", "refusal"] {
            let program = try recording.run(["export"], ["--table", table])
            #expect(program.exitCode == 0 && program.output.split(separator: "\n").count > 1, "\(table)")
        }
        for table in ["evaluation", "marker", "gap_flow", "response", "probes"] {
            let program = try recording.run(["export"], ["--table", table])
            #expect(program.exitCode == 0 && program.output.split(separator: "\n").count == 1, "\(table)")
        }
        let text = try Program.run("watch", "--follow", recording.name, "--format", "text", "--runs", recording.runs)
        #expect(text.exitCode == 0 && !text.output.contains("\u{1b}"))
        #expect(text.output.contains("val_loss") && text.output.contains("bfloat16"))
    }

    @Test("a name of any length leaves the list a table; JSON has all of it")
    func longName() throws {
        let folder = try TemporaryFolder()
        let name = String(repeating: "long ", count: 40)
        let text = try WatchedRecording.text(WatchedEvents.all).replacing("nano\\u001bgpt", with: name)
        _ = try FedProgram.run(["record", "-", "--runs", folder.path], input: text)
        let listed = try Program.run("runs", "--runs", folder.path)
        #expect(listed.output.contains("  \(name.prefix(31))…  "))
        #expect(listed.output.split(separator: "\n").allSatisfy { $0.count < 200 })
        let json = try Program.run("runs", "--json", "--runs", folder.path).objects().first
        #expect((json?["watched"] as? String)?.hasPrefix(name.trimmingCharacters(in: .whitespaces)) == true)
    }

    @Test("check names what is wrong, one line each, with exit code 65")
    func check() throws {
        let queue = try DatabaseQueue(path: recording.folder + "/run.sqlite")
        try queue.write { database in
            try database.execute(sql: "UPDATE spectrum SET sigma_2 = 4.0 WHERE sequence = 9")
        }
        var check = try recording.run(["check"])
        #expect(check.exitCode == 65 && check.output == "spectrum (sequence 9): σ ascends\n")
        #expect(check.errors == "groktop: \(recording.name): 1 problem\n")
        try queue.write { try $0.execute(sql: "UPDATE metric SET name = 'x\u{1b}' WHERE sequence > 4") }
        try queue.close()
        check = try recording.run(["check"])
        #expect(check.output.split(separator: "\n").count == 3 && !check.output.contains("\u{1b}"))
        #expect(check.errors == "groktop: \(recording.name): 3 problems\n")
    }

    @Test(
        "it is replayed: its metrics, its probes and its name are on the screen, and keys that need a trainer are not")
    func replay() throws {
        let terminal = try PseudoTerminal(width: 120, height: 40)
        try terminal.wait(for: "the shell") { $0.contains("ready>") }
        try terminal.enter("'\(Program.url.path)' replay '\(recording.folder)'; echo exit=$?")
        let screen = try terminal.wait(for: "the replay") { $0.contains("replay") && $0.contains("val_loss") }
        #expect(!screen.contains("f fork") && !screen.contains("a ablate"))
        try terminal.press("End")
        try terminal.press("f")
        try terminal.wait(for: "the reason") { $0.contains("another program trains this run") }
        try terminal.press("q")
        try terminal.wait(for: "the shell again") { $0.contains("exit=0") }
    }
}
