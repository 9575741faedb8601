import Foundation
import GRDB
import Testing

/// A run's database that is not as it was recorded.
@Suite("Recorded runs: damaged and foreign databases")
struct RecordedRunDamageTests {
    private let sample: RecordedRunSample

    init() throws { sample = try RecordedRunSample() }

    /// Without `rm`, which removes what cannot be read too.
    private static let readers = RecordedRunNameTests.commands.dropLast()

    private func expectRefusals(_ exitCode: Int32, _ reason: String, sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        let before = try sample.contents()
        for command in Self.readers {
            try sample.run(command.words, sample.name, command.more).expectRefusal(
                exitCode, "\(sample.database): \(reason)", sourceLocation: sourceLocation)
            #expect(try sample.contents() == before, "\(command.words)", sourceLocation: sourceLocation)
        }
    }

    private func expectListed(_ reason: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let before = try sample.contents()
        let listed = try Program.run("runs", "--runs", sample.runs)
        #expect(
            listed.output.hasSuffix("\n\(sample.name): cannot be read: \(reason)\n"), "\(listed.output)",
            sourceLocation: sourceLocation)
        #expect(listed.errors == "" && listed.exitCode == 0, sourceLocation: sourceLocation)
        let object = try #require(try Program.run("runs", "--json", "--runs", sample.runs).objects().first)
        #expect(object["problem"] as? String == reason, sourceLocation: sourceLocation)
        #expect(try sample.contents() == before, sourceLocation: sourceLocation)
    }

    @Test(
        "files that are no database of ours",
        arguments: [
            ("", "is no run that groktop recorded"),
            ("This is a text, and no database at all.\n", "is no SQLite database"),
            (String(repeating: "\0", count: 8_192), "is no SQLite database"),
        ])
    func foreignFile(contents: String, reason: String) throws {
        try sample.replaceDatabase(Data(contents.utf8))
        try expectRefusals(65, reason)
        try expectListed(reason)
    }

    @Test("a database of somebody else, and one of a newer version")
    func foreignDatabase() throws {
        try sample.execute("PRAGMA user_version = 1000")
        let newer = "has version 1000 of the format; this groktop reads versions 1 to 999"
        try expectRefusals(65, newer)
        try expectListed(newer)

        try FileManager.default.removeItem(atPath: sample.database)
        try sample.execute("CREATE TABLE guests (name TEXT)")
        try expectRefusals(65, "is no run that groktop recorded")
        try expectListed("is no run that groktop recorded")
    }

    @Test("no database, and a folder in its place")
    func noFile() throws {
        try FileManager.default.removeItem(atPath: sample.database)
        for command in RecordedRunNameTests.commands {
            try sample.run(command.words, sample.name, command.more).expectRefusal(
                66, "\(sample.folder): is no run: it holds no run.sqlite")
        }
        try FileManager.default.createDirectory(atPath: sample.database, withIntermediateDirectories: false)
        try expectRefusals(74, "is no regular file")
    }

    @Test(
        "cut short at any length: refused in one line, never half of it",
        arguments: [1, 99, 100, 4_095, 4_096, 9_000, 0.5, 0.9, 0.999]
    )
    func truncated(_ length: Double) throws {
        let whole = try sample.databaseContents()
        try sample.replaceDatabase(whole.prefix(Int(length < 1 ? length * Double(whole.count) : length)))
        let before = try sample.contents()
        let listed = try Program.run("runs", "--runs", sample.runs)
        #expect(listed.exitCode == 0 && listed.errors == "")
        for command in Self.readers where length < 0.99 || command.words != ["fork"] {
            let program = try sample.run(command.words, sample.name, command.more)
            let context: Comment = "\(command.words): \(program.errors)"
            #expect(program.exitCode == 65, context)
            #expect(program.output == "", context)
            #expect(program.said.count == 1 && program.errors.split(separator: "\n").count == 1, context)
            #expect(program.errors.hasPrefix("groktop: \(sample.database): is "), context)
            #expect(try sample.contents() == before, context)
        }
    }

    @Test(
        "events that are damaged, behind a sound beginning, are refused before the screen is touched or a step trained")
    func lateDamage() throws {
        try sample.execute("UPDATE evaluation SET train_loss = 'x' WHERE sequence > 20")
        let sequence = try evaluationSequence()
        try expectRefusals(65, "is damaged: train_loss of evaluation \(sequence) is no number")
    }

    private func evaluationSequence() throws -> Int {
        let queue = try DatabaseQueue(path: sample.database)
        defer { try? queue.close() }
        return try #require(
            try queue.read { try Int.fetchOne($0, sql: "SELECT MIN(sequence) FROM evaluation WHERE sequence > 20") })
    }

    @Test(
        "a configuration that cannot be trained can be looked at, and is not trained",
        arguments: [
            ("\"heads\":2", "\"heads\":3", "modelWidth is 16; with 3 heads it must be a multiple of 3"),
            ("\"modelWidth\":16", "\"modelWidth\":17", "modelWidth is 17; with 2 heads it must be a multiple of 2"),
            (
                "\"batchSequences\":10", "\"batchSequences\":2000000000",
                "batchSequences is 2000000000; it must be from 1 to 16384"
            ),
        ])
    func untrainable(old: String, new: String, problem: String) throws {
        try sample.execute("UPDATE run SET config = replace(config, '\(old)', '\(new)')")
        let before = try sample.contents()
        for command in Self.readers where ["resume", "fork", "verify"].contains(command.words[0]) {
            try sample.run(command.words, sample.name, command.more).expectRefusal(
                65, "\(sample.database): the run's configuration cannot be trained: \(problem)")
            #expect(try sample.contents() == before)
        }
        let weights = try sample.run(
            ["export"], nil, ["--format", "safetensors", "--step", "333", "-o", sample.file("weights")])
        weights.expectRefusal(65, "\(sample.database): the run's configuration cannot be trained: \(problem)")
        #expect(!FileManager.default.fileExists(atPath: sample.file("weights")))
        #expect(try sample.run(["export"]).exitCode == 0)
        #expect(try sample.contents() == before)
    }

    @Test(
        "heads 0, an interval of 7, a modulus of 91",
        arguments: [
            ("\"heads\":2", "\"heads\":0", "is damaged: config of run 1 holds heads 0"),
            (
                "\"interval\":50", "\"interval\":7",
                "the run's configuration cannot be trained: interval is 7; it must be a multiple of 5"
            ),
            (
                "\"modulus\":97", "\"modulus\":91",
                "the run's configuration cannot be trained: modulus is 91; it must be a prime from 2 to 313"
            ),
        ])
    func impossible(old: String, new: String, reason: String) throws {
        if new.contains("modulus") {
            try sample.execute(
                "UPDATE run SET task = 'modadd', config = replace(replace(config, '\"task\":\"dyck\"', "
                    + "'\"task\":\"modadd\"'), "
                    + "'\"data\":{', '\"data\":{\"modulus\":91,')")
        } else {
            try sample.execute("UPDATE run SET config = replace(config, '\(old)', '\(new)')")
        }
        let before = try sample.contents()
        for command in Self.readers where ["resume", "fork", "verify"].contains(command.words[0]) {
            try sample.run(command.words, sample.name, command.more).expectRefusal(65, "\(sample.database): \(reason)")
        }
        #expect(try sample.contents() == before)
    }

    @Test("a recording that reads well and is not what the run makes is found out, with the first difference")
    func falsified() throws {
        try sample.execute("UPDATE evaluation SET train_loss = 0.5 WHERE step >= 200")
        let before = try sample.contents()
        let verified = try sample.run(["verify"])
        #expect(verified.output == "" && verified.exitCode == 1)
        #expect(verified.said.count == 1)
        #expect(
            verified.said[0].hasPrefix("groktop: \(sample.name): evaluation at step 200: trainLoss was 0.5, and is "),
            "\(verified.said)")
        #expect(try sample.contents() == before)

        // From the beginning, so that it is met: no step is lost by that.
        try FileManager.default.removeItem(atPath: sample.folder + "/checkpoints")
        let resumed = try sample.run(["resume"], nil, ["--format", "ndjson"])
        #expect(resumed.output == "" && resumed.exitCode == 1)
        #expect(resumed.said.count == 1)
        #expect(
            resumed.said[0].hasPrefix(
                "groktop: \(sample.folder): what was recorded cannot be derived again here: evaluation at step 200: "
                    + "trainLoss "
                    + "was 0.5, and is "), "\(resumed.said)")
        let run = try #require(try Program.run("runs", "--json", "--runs", sample.runs).objects().first)
        #expect(
            run["step"] as? Int == 420 && run["weightDecay"] as? Double == 0 && run["state"] as? String == "stopped")
    }

    @Test("what cannot be read can be removed; what is no run's own is not")
    func removal() throws {
        try sample.replaceDatabase(Data("text".utf8))
        try Data().write(to: URL(fileURLWithPath: sample.folder + "/notes.txt"))
        let before = try sample.contents()
        try sample.run(["rm"], nil, ["--force"]).expectRefusal(
            64, "\(sample.folder): holds 'notes.txt' besides a run, and is not removed")
        #expect(try sample.contents() == before)
        try FileManager.default.removeItem(atPath: sample.folder + "/notes.txt")
        let removed = try sample.run(["rm"], nil, ["--force"])
        #expect(removed.errors == "" && removed.output == "" && removed.exitCode == 0)
        #expect(try sample.contents().isEmpty)
    }

    @Test("without a terminal nothing is shown, and nothing is changed")
    func noTerminal() throws {
        let before = try sample.contents()
        for command in [["replay"], ["watch", "--follow"]] {
            try sample.run(command).expectRefusal(
                64, "input or output is not a terminal; groktop export \(sample.name) prints a recording")
        }
        try sample.run(["rm"]).expectRefusal(
            64, "rm asks before it removes \(sample.name), and there is nobody to ask: --force removes it")
        for command in [["runs", "--runs", sample.runs], ["runs", "--json", "--runs", sample.runs]] {
            #expect(try Program.run(Program.url.path, command).exitCode == 0)
        }
        for format in ["csv", "ndjson"] {
            #expect(try sample.run(["export"], nil, ["--format", format]).exitCode == 0)
        }
        #expect(try sample.run(["verify"]).exitCode == 0)
        #expect(try sample.contents() == before)
    }
}
