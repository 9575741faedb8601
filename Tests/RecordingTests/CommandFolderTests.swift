import Foundation
import Recording
import RunEvents
import Testing

/// Commands that other processes leave in a run's folder.
@Suite("Recording: the folder of commands")
struct CommandFolderTests {
    private let runs: TemporaryRuns
    private let run: RunFolder
    private let commands: CommandFolder
    /// Something of the user's, outside of the run.
    private let precious: URL

    init() throws {
        runs = try TemporaryRuns()
        let recorder = try runs.create()
        recorder.record(Samples.started())
        commands = recorder.commands
        recorder.close()
        run = recorder.folder
        precious = runs.url.appendingPathComponent("precious")
        try Data("dear".utf8).write(to: precious)
    }

    private var url: URL { run.url.appendingPathComponent("commands") }

    private func file(_ name: String) -> URL { url.appendingPathComponent(name) }

    private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }

    /// What a file is that was taken: the command, or what is wrong with it.
    private func taken() -> [String] {
        commands.take().map { taken in
            switch taken.command {
            case .success(let command): "\(taken.request) \(command.rawValue)"
            case .failure(let problem): "\(taken.request) ! \(problem.text)"
            }
        }
    }

    @Test("a run has it for its owner alone, from when it takes commands on")
    func folder() throws {
        #expect(commands.isThere)
        let mode = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
        #expect(mode == 0o700)
        let other = try runs.record([Samples.started()], TemporaryRuns.newRun(Samples.config(), "0ddb"))
        let none = CommandFolder(other)
        #expect(!none.isThere && none.take().isEmpty)
        let error = recordingError { _ = try none.send(.pause) }
        #expect(error == RecordingError(.usage, other.path, "takes no commands"))
        #expect(!none.isThere)
    }

    @Test("commands are taken once, in the order in which they were sent")
    func order() throws {
        let sent: [RunCommand] = [
            .pause, .weightDecay(.value(0.1 + 0.2)), .learningRate(0.5), .evaluate, .checkpoint, .back(step: 7),
            .ablate, .pace(nil), .resume, .stop,
        ]
        var requests: [String] = []
        for command in sent {
            requests.append(try commands.send(command))
            // Names tell milliseconds.
            let start = Date()
            while Date().timeIntervalSince(start) < 0.002 {}
        }
        #expect(Set(requests).count == sent.count && requests == requests.sorted())
        #expect(requests.allSatisfy { $0.wholeMatch(of: /\d{13}-[0-9a-f]{8}/) != nil })
        #expect(try names() == requests.map { $0 + ".command" })
        let mode =
            try FileManager.default.attributesOfItem(atPath: file(try names()[0]).path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(requests.allSatisfy(commands.isWaiting))
        #expect(taken() == zip(requests, sent).map { "\($0) \($1.rawValue)" })
        #expect(try names() == [] && !requests.contains(where: commands.isWaiting))
        #expect(taken() == [])
    }

    @Test("a command that was taken back is not taken, and one that was taken cannot be taken back")
    func withdraw() throws {
        let first = try commands.send(.pause)
        let second = try commands.send(.stop)
        #expect(commands.withdraw(first) && !commands.withdraw(first))
        #expect(taken() == ["\(second) stop"])
        #expect(!commands.withdraw(second))
    }

    @Test("a file that is not finished is left where it is")
    func unfinished() throws {
        try Data("{\"command\":\"stop\"}".utf8).write(to: file(".tmp-1764171234567-0123abcd"))
        #expect(taken() == [])
        #expect(try names() == [".tmp-1764171234567-0123abcd"])
    }

    private static let tooLong = "{\"command\":\"stop\",\"from\":\"" + String(repeating: "x", count: 4_096) + "\"}"

    /// Contents, and what is wrong with them; nil where nothing is.
    static let contents: [(String, String?)] = [
        ("{\"command\":\"stop\"}", nil),
        ("{\"command\":\"stop\",\"from\":\"here 1\",\"more\":[1,{}]}\n", nil),
        ("{\"command\":\"stop\"}" + String(repeating: " ", count: 4_096 - 18), nil),
        ("", "is no JSON object with a command"),
        ("stop", "is no JSON object with a command"),
        ("[\"stop\"]", "is no JSON object with a command"),
        ("{\"command\":1}", "is no JSON object with a command"),
        ("{\"from\":\"x\"}", "is no JSON object with a command"),
        ("{\"command\":\"stop\"", "is no JSON object with a command"),
        (String(repeating: "[", count: 4_096), "is no JSON object with a command"),
        (tooLong, "is longer than 4096 bytes"),
        ("{\"command\":\"\"}", "is no command: "),
        ("{\"command\":\"fly\\u001b[2J\"}", "is no command: fly\\u{1B}[2J"),
        ("{\"command\":\"weight-decay=nan\"}", "is no command: weight-decay=nan"),
        ("{\"command\":\"weight-decay=-1\"}", "is no command: weight-decay=-1"),
        ("{\"command\":\"weight-decay=1001\"}", "weight-decay=1001.0 is not a number from 0 to 1000"),
        ("{\"command\":\"learning-rate=0\"}", "is no command: learning-rate=0"),
        ("{\"command\":\"learning-rate=1e9\"}", "learning-rate=1000000000.0 is not a number from 1e-06 to 1000"),
        ("{\"command\":\"back=-1\"}", "is no command: back=-1"),
        ("{\"command\":\"back=99999999999999999999\"}", "is no command: back=99999999999999999999"),
    ]

    @Test("a file is a command, or it is named what it is instead, and either way it is gone", arguments: contents)
    func content(text: String, problem: String?) throws {
        try Data(text.utf8).write(to: file("x.command"))
        #expect(taken() == [problem.map { "x ! \($0)" } ?? "x stop"])
        #expect(try names() == [])
    }

    @Test("bytes that are no text are no command", arguments: [[0xFF, 0xFE], [0, 0, 0]])
    func bytes(bytes: [UInt8]) throws {
        try Data(bytes).write(to: file("x.command"))
        #expect(taken() == ["x ! is no JSON object with a command"])
    }

    @Test("a link is removed and not followed", arguments: [true, false])
    func link(leadsSomewhere: Bool) throws {
        let target = runs.url.appendingPathComponent("elsewhere")
        if leadsSomewhere { try Data("{\"command\":\"stop\"}".utf8).write(to: target) }
        try FileManager.default.createSymbolicLink(at: file("x.command"), withDestinationURL: target)
        #expect(taken() == ["x ! is a link, which is not followed"])
        #expect(try names() == [])
        #expect(FileManager.default.fileExists(atPath: target.path) == leadsSomewhere)
    }

    @Test("a second name of a file elsewhere is no command")
    func hardLink() throws {
        let target = runs.url.appendingPathComponent("elsewhere")
        try Data("{\"command\":\"stop\"}".utf8).write(to: target)
        try FileManager.default.linkItem(at: target, to: file("x.command"))
        #expect(taken() == ["x ! has a second name"])
        #expect(try names() == [] && FileManager.default.fileExists(atPath: target.path))
    }

    @Test("a pipe that nobody writes to does not hold the run up", .timeLimit(.minutes(20)))
    func pipe() throws {
        #expect(mkfifo(file("a.command").path, 0o600) == 0)
        let request = try commands.send(.stop)
        #expect(taken() == ["\(request) stop", "a ! is no regular file"])
        #expect(try names() == [])
    }

    @Test("a folder is no command, and stays; others are taken all the same")
    func folderInPlace() throws {
        try FileManager.default.createDirectory(at: file("x.command/y"), withIntermediateDirectories: true)
        let request = try commands.send(.stop)
        #expect(taken() == ["\(request) stop"])
        #expect(try names() == ["x.command"])
    }

    @Test(
        "a link in the folder's place is followed by nobody: neither by who sends, records and reads, nor by a removal")
    func linkedFolder() throws {
        let elsewhere = runs.url.appendingPathComponent("elsewhere")
        try FileManager.default.moveItem(at: url, to: elsewhere)
        try Data("{\"command\":\"stop\"}".utf8).write(to: elsewhere.appendingPathComponent("x.command"))
        try FileManager.default.createSymbolicLink(at: url, withDestinationURL: elsewhere)
        let expected = RecordingError(.inputOutput, url.path, "is a link, which is not followed")
        #expect(!commands.isThere && taken() == [])
        #expect(recordingError { _ = try commands.send(.stop) } == expected)
        #expect(recordingError { _ = try RunRecorder.continuing(run) } == expected)
        #expect(recordingError { _ = try RunReader(run) } == expected)
        #expect(recordingError { try run.remove() } == expected)
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path) == ["x.command"])
    }

    @Test("a run is removed with the commands that nobody took, and those that were never finished")
    func removal() throws {
        _ = try commands.send(.stop)
        try Data().write(to: file(".tmp-x"))
        try FileManager.default.createSymbolicLink(at: file("y.command"), withDestinationURL: precious)
        try run.remove()
        #expect(runs.names == ["precious"])
        #expect(try Data(contentsOf: precious) == Data("dear".utf8))
    }

    @Test(
        "what is no command stays, is named, and so does the run",
        arguments: ["notes.txt", "x.command.bak", ".DS_Store", "x.command/y"])
    func foreignFile(name: String) throws {
        let first = String(name.prefix { $0 != "/" })
        if first != name {
            try FileManager.default.createDirectory(at: file(first), withIntermediateDirectories: false)
        }
        try Data("mine".utf8).write(to: file(name))
        #expect(
            recordingError { try run.remove() }
                == RecordingError(.usage, run.path, "holds 'commands/\(first)' besides a run, and is not removed"))
        #expect(try Data(contentsOf: file(name)) == Data("mine".utf8))
        #expect(try RunReader(run).events().count == 1)
    }
}
