import Foundation
import RunEvents
import TestSupport
import Testing

/// `groktop send`: commands to a run that another process trains.
@Suite("groktop send")
struct SendTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    static let options = [
        "--d-model", "16", "--heads", "2", "--ff", "32", "--train-size", "20", "--batch", "10", "--test-size", "60",
        "--interval", "50", "--window", "3", "--eval-every", "20", "--response-every", "3", "--checkpoint-every", "1",
        "--seed", "7",
    ]

    /// A run that is trained by another process, at some step above 60.
    private func training(_ more: [String] = ["--steps", "900000", "--pace", "100"]) throws -> RunningProgram {
        let program = try RunningProgram(["train", "--runs", folder.path] + Self.options + more)
        _ = try RunningProgram.waitForRecording(in: folder.path, step: 60)
        return program
    }

    private func send(_ arguments: String..., run: String = "@") throws -> Program {
        try Program.run(Program.url.path, ["send", run] + arguments + ["--runs", folder.path])
    }

    private var name: String {
        get throws { try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first) }
    }

    private func commands() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/\(name)/commands").sorted()
    }

    private func events(_ run: String = "@") throws -> [RunEvent] {
        try Program.run("export", run, "--runs", folder.path, "--format", "ndjson").output.split(separator: "\n").map {
            try JSONDecoder().decode(RunEvent.self, from: Data($0.utf8))
        }
    }

    private func step() throws -> Int {
        try Program.run("runs", "--json", "--runs", folder.path).objects().first?["step"] as? Int ?? 0
    }

    @Test("what is asked for is done, one after the other, and the answers are printed and recorded")
    func applied() throws {
        let program = try training()
        let sent = try send("pause", "weight-decay=off", "learning-rate=0.5", "evaluate", "checkpoint", "resume")
        #expect(sent.exitCode == 0 && sent.errors == "", "\(sent.errors)")
        let applied = try events().compactMap { if case .command(let record) = $0 { record } else { nil } }
        #expect(
            applied.map(\.command) == [
                .pause, .weightDecay(.value(0)), .learningRate(0.5), .evaluate, .checkpoint, .resume,
            ])
        #expect(applied.map(\.weightDecay) == [1, 0, 0, 0, 0, 0])
        let requests = applied.compactMap(\.request)
        #expect(requests.count == 6 && requests == requests.sorted() && Set(requests).count == 6)
        #expect(Set(applied.map(\.step)).count == 1, "the run was paused")
        let lines = sent.output.split(separator: "\n")
        #expect(lines.count == 6 && lines[2].contains("learning-rate=0.5"))
        let step = try #require(applied.first?.step)
        let checkpoints = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/\(name)/checkpoints")
        #expect(checkpoints.contains { $0.hasSuffix("\(step).safetensors") })
        #expect(try events().contains { if case .evaluation(let record) = $0 { record.step == step } else { false } })
        try waitUntil("further steps") { try self.step() > step }
        #expect(try send("stop").exitCode == 0)
        #expect(program.end() == 0)
        #expect(try commands() == [])
    }

    @Test("a refusal is printed, and ends the commands")
    func refused() throws {
        let program = try training()
        let sent = try send("back=0", "pause")
        #expect(sent.exitCode == 1)
        #expect(sent.output.split(separator: "\n").count == 1 && sent.output.contains("back=0"))
        #expect(sent.said.count == 1 && sent.errors.hasPrefix("groktop: back=0 was refused: a run of groktop's own"))
        #expect(!(try events().contains { if case .command = $0 { true } else { false } }))
        #expect(program.interrupt() == 130)
    }

    @Test("words that are no commands are refused before anything is sent", arguments: ["fly", "weight-decay=1e9", ""])
    func words(word: String) throws {
        let program = try Program.run("send", "@", "pause", word, "--runs", folder.path)
        #expect(program.exitCode == 64 && program.said.count == 1 && program.output == "", "\(program.errors)")
    }

    @Test("nobody there: the exit code is 75, and no file is left")
    func nobody() throws {
        try training().killNow()
        try send("pause").expectRefusal(75, "\(name): nobody records it now, so nobody would take a command")
        #expect(try commands() == [])
    }

    @Test("a trainer that stands still takes nothing: the command is taken back, and never applied")
    func stopped() throws {
        let program = try training()
        program.signal(SIGSTOP)
        let sent = try send("pause", "--wait", "0.5")
        #expect(sent.exitCode == 75 && sent.output == "")
        #expect(sent.errors == "groktop: pause: nobody took it within 0.5 s; it is taken back\n")
        #expect(try commands() == [])
        program.signal(SIGCONT)
        let step = try step()
        try waitUntil("further steps") { try self.step() > step + 50 }
        #expect(!(try events().contains { if case .command = $0 { true } else { false } }))
        #expect(try send("stop").exitCode == 0)
        #expect(program.end() == 0)
    }

    @Test("a run of another program takes none, or those that it names")
    func watched() throws {
        let recorder = try FedProgram(["record", "-", "--runs", folder.path])
        try recorder.write(WatchedRecording.text([WatchedEvents.started(.sample)]))
        try waitUntil("the run") {
            try Program.run("runs", "--json", "--runs", folder.path).objects().first?["state"] as? String == "running"
        }
        let name = try name
        try send("stop").expectRefusal(64, "\(name) takes no commands")
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/\(name)/commands", withIntermediateDirectories: false)
        try send("evaluate").expectRefusal(64, "\(name) does not take evaluate; it takes stop")
        try send("stop", "--wait", "0.2").expectRefusal(
            75, "stop: nobody took it within 0.2 s; it is taken back")
        #expect(try commands() == [])
        #expect(try recorder.end().exitCode == 0)
        try send("stop").expectRefusal(75, "\(name): nobody records it now, so nobody would take a command")
    }

    @Test("what lies there when a run is gone on with came before, and is refused; what is no command is named")
    func before() throws {
        let sample = try RecordedRunSample()
        let commands = "\(sample.folder)/commands"
        try? FileManager.default.createDirectory(atPath: commands, withIntermediateDirectories: false)
        let file = "\(commands)/1764171234567-0123abcd.command"
        try Data("{\"command\":\"weight-decay=2\"}".utf8).write(to: URL(fileURLWithPath: file))
        let resumed = try sample.run(["resume"], nil, ["--format", "ndjson"])
        #expect(try resumed.exitCode == 0 && resumed.digest == RecordedRunSample.digest(), "\(resumed.errors)")
        let refused = try sample.run(["export"], nil, ["--format", "ndjson"]).output.split(separator: "\n").compactMap {
            if case .refused(let record) = try JSONDecoder().decode(RunEvent.self, from: Data($0.utf8)) {
                record
            } else {
                nil
            }
        }
        #expect(
            refused == [
                RefusedRecord(
                    step: RecordedRunSample.stoppedAt, command: .weightDecay(.value(2)),
                    reason: "it came before this process began", request: "1764171234567-0123abcd")
            ])
        #expect(!FileManager.default.fileExists(atPath: file))
        #expect(try sample.run(["verify"]).exitCode == 0)
        #expect(try sample.run(["check"]).output.hasSuffix("nothing is wrong\n"))
    }

    @Test("a file that is no command is named in the recording, and the run goes on")
    func noCommand() throws {
        let program = try training()
        let file = "\(folder.path)/\(try name)/commands/evil\u{1b}.command"
        try Data("{\"command\":\"weight-decay=1e9\"}".utf8).write(to: URL(fileURLWithPath: file))
        try waitUntil("the remark") {
            try events().contains {
                guard case .remark(let record) = $0 else { return false }
                return record.kind == .error
                    && record.message
                        == "the command file evil\\u{1B} weight-decay=1000000000.0 is not a number from 0 to 1000"
            }
        }
        #expect(try send("stop").exitCode == 0)
        #expect(program.end() == 0)
    }

    @Test("what came by files comes again: verify agrees, and a killed run goes on to the bits of a whole one")
    func sameBits() throws {
        let steps = ["--steps", "1200"]
        let program = try training(steps + ["--pace", "150"])
        let sent = try send("weight-decay=0", "learning-rate=0.5", "evaluate", "checkpoint")
        try #require(sent.exitCode == 0, "\(sent.errors)")
        let asked = try step()
        try waitUntil("a checkpoint behind them") { try self.step() > asked + 110 }
        program.killNow()
        let verified = try Program.run("verify", "@", "--runs", folder.path)
        #expect(verified.exitCode == 0, "\(verified.output)\(verified.errors)")

        let given = try events().compactMap { if case .command(let record) = $0 { record } else { nil } }
        #expect(given.map(\.command.name) == ["weight-decay", "learning-rate", "evaluate", "checkpoint"])
        let schedule = given.flatMap { ["--at", "\($0.step):\($0.command.rawValue)"] }
        let whole = try Program.run(Program.url.path, ["train", "--no-record"] + Self.options + steps + schedule)
        let resumed = try Program.run("resume", "@", "--runs", folder.path, "--format", "ndjson")
        #expect(resumed.exitCode == 0, "\(resumed.errors)")
        #expect(resumed.digest != nil && resumed.digest == whole.digest)
        let events = try events().filter(\.isReproduced).map(\.withoutTiming)
        let expected = try whole.output.split(separator: "\n").map {
            try JSONDecoder().decode(RunEvent.self, from: Data($0.utf8))
        }.filter(\.isReproduced).map(\.withoutTiming)
        #expect(events == expected)
        let plain = try Program.run(
            Program.url.path, ["train", "--no-record"] + Self.options + steps + Array(schedule.prefix(2)))
        #expect(plain.digest != whole.digest, "η is halved in one of them")
        #expect(try Program.run("verify", "@", "--runs", folder.path).exitCode == 0)
        #expect(try Program.run("check", "@", "--runs", folder.path).exitCode == 0)
    }
}
