import Foundation
import RunEvents
import TestSupport
import Testing

/// `groktop record -`: a stream of events becomes a recording.
@Suite("groktop record -")
struct RecordCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private var arguments: [String] { ["record", "-", "--runs", folder.path] }

    private func runs() throws -> [[String: Any]] { try Program.run("runs", "--json", "--runs", folder.path).objects() }

    private func export() throws -> String {
        try Program.run("export", "@", "--format", "ndjson", "--runs", folder.path).output
    }

    private func exported() throws -> [RunEvent] {
        try export().split(separator: "\n").map { try JSONText.value(RunEvent.self, String($0)) }
    }

    @Test("a sound stream is recorded as it came, and nothing is said but where")
    func sound() throws {
        let text = try WatchedRecording.text(WatchedEvents.all)
        let program = try FedProgram.run(arguments, input: text)
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        #expect(program.exitCode == 0 && program.output == "")
        #expect(program.errors == "groktop: recorded as \(name)\n")
        #expect(try exported() == WatchedEvents.all)
        let check = try Program.run("check", "@", "--runs", folder.path)
        #expect(check.exitCode == 0 && check.output == "\(name): 20 events, nothing is wrong\n")
        let run = try #require(try runs().first)
        #expect(run["state"] as? String == "failed" && run["step"] as? Int == 500)
    }

    @Test("what no recording can hold is left out and named, line by line, and the rest is recorded")
    func badLines() throws {
        let good = try WatchedEvents.all.map { try JSONText.line($0) }
        let metric = try JSONText.line(RunEvent.metric(MetricRecord(step: 3, name: "val_loss", value: 0.5)))
        let bad = [
            ("no JSON", "it is no JSON object"),
            ("{\"type\":\"none\\u001b[2J\"}", "this groktop knows no such event: 'none\\u{1B}[2J'"),
            ("{}", "this groktop knows no such event: without a type"),
            (good[0], "the run begins a second time"),
            (metric.replacing("\"step\":3", with: "\"step\":-3"), "step is -3"),
            (metric.replacing("\"step\":3", with: "\"step\":1099511627777"), "step is 1099511627777"),
            (metric.replacing("\"value\":0.5", with: "\"value\":[]"), "this groktop knows no such event: 'metric'"),
            (String(repeating: "x", count: 17 << 20), "it is too long"),
        ]
        let lines = [metric] + good.prefix(4) + bad.map(\.0) + [""] + good.dropFirst(4)
        let program = try FedProgram.run(arguments, input: lines.joined(separator: "\n") + "\n")
        let said =
            ["line 1 is left out: the run has not begun"]
            + bad.enumerated().map { "line \($0.offset + 6) is left out: \($0.element.1)" }
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        #expect(program.said == (said + ["recorded as \(name)", "9 lines were left out"]).map { "groktop: \($0)" })
        #expect(program.exitCode == 65)
        #expect(try exported() == WatchedEvents.all)
    }

    @Test("of very many lines that are left out the first hundred are named, and all are counted")
    func veryManyBadLines() throws {
        let good = try WatchedEvents.all.map { try JSONText.line($0) }
        let lines = good.prefix(1) + Array(repeating: "x", count: 250) + good.dropFirst()
        let program = try FedProgram.run(arguments, input: lines.joined(separator: "\n") + "\n")
        #expect(program.exitCode == 65 && program.said.count == 103)
        #expect(program.said[99] == "groktop: line 101 is left out: it is no JSON object")
        #expect(program.said[100] == "groktop: further lines that are left out are counted, and not named")
        #expect(program.said.last == "groktop: 250 lines were left out")
        #expect(try exported() == WatchedEvents.all)
    }

    @Test("without a run there is nothing", arguments: ["", "\n", "x\n", "{\"type\":\"metric\",\"step\":1}\n"])
    func noRun(text: String) throws {
        let program = try FedProgram.run(arguments, input: text)
        #expect(program.exitCode == 65 && program.output == "")
        #expect(
            program.said.last
                == "groktop: standard input holds no run: its first event has to be of type started")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test("a description that no run can have begins none")
    func impossible() throws {
        var run = WatchedRun.sample
        run.windows.window = 65
        let program = try FedProgram.run(arguments, input: WatchedRecording.text([WatchedEvents.started(run)]))
        #expect(program.exitCode == 65)
        #expect(program.said.first == "groktop: line 1 is left out: the configuration holds window 65")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test("another word than - is refused")
    func source() throws {
        try Program.run("record", "events", "--runs", folder.path).expectRefusal(
            64, "'events' is no source; it must be -, for standard input (groktop record --help lists all options)")
    }

    /// Starts it on the first events, and waits until they are recorded.
    private func started(_ count: Int = 10) throws -> FedProgram {
        let program = try FedProgram(arguments)
        try program.write(WatchedRecording.text(Array(WatchedEvents.all.prefix(count))))
        try waitUntil("the first events") {
            try runs().first?["state"] as? String == "running" && runs().first?["step"] as? Int == 500
        }
        return program
    }

    private func expectInterrupted() throws {
        #expect(try runs().first?["state"] as? String == "interrupted")
        #expect(try exported() == Array(WatchedEvents.all.prefix(10)))
        let check = try Program.run("check", "@", "--runs", folder.path)
        #expect(check.exitCode == 0, "\(check.output)")
    }

    @Test("a source that is killed in the middle of a line leaves a run that opens")
    func killedSource() throws {
        let program = try started()
        try program.write("{\"type\":\"metric\",\"st")
        let ended = try program.end()
        #expect(ended.exitCode == 65 && ended.said.first == "groktop: line 11 is left out: it is no JSON object")
        try expectInterrupted()
    }

    @Test("a recorder that is killed leaves a run that opens")
    func killed() throws {
        let program = try started()
        program.signal(SIGKILL)
        program.process.waitUntilExit()
        try expectInterrupted()
    }

    @Test("interrupted, it closes the recording and says so", .timeLimit(.minutes(20)))
    func interrupted() throws {
        let program = try started()
        program.signal(SIGINT)
        program.process.waitUntilExit()
        #expect(program.process.terminationStatus == 130 && program.errors.hasSuffix("groktop: interrupted\n"))
        try expectInterrupted()
    }

    @Test("what export prints of a run of groktop's own becomes the same events, and the same bits when made again")
    func roundTrip() throws {
        let sample = try RecordedRunSample.withEveryEvent()
        let text = try sample.run(["export"], nil, ["--format", "ndjson"]).output
        let program = try FedProgram.run(arguments, input: text)
        #expect(program.exitCode == 0, "\(program.errors)")
        #expect(try export() == text)
        let plain = try Program.run("train", "--steps", "60", "--no-record", "--seed", "3", "--train-size", "20")
        let other = try FedProgram.run(arguments, input: plain.output)
        #expect(other.exitCode == 0, "\(other.errors)")
        let verified = try Program.run("verify", "@", "--runs", folder.path)
        #expect(verified.exitCode == 0 && verified.output.contains("the same bits to step 60"), "\(verified.errors)")
    }
}
