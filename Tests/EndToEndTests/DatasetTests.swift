import Foundation
import Kernels
import RunEvents
import Safetensors
import Tasks
import Testing

/// Whoever has the exported weights and sequences gets the accuracies that were recorded.
@Suite("The sequences of a run")
struct DatasetTests {
    private static let model = [
        "--d-model", "16", "--heads", "2", "--ff", "32", "--interval", "50", "--window", "3", "--eval-every", "50",
        "--checkpoint-every", "1", "--response-every", "0", "--curvature-size", "0", "--format", "ndjson",
    ]
    static let tasks: [[String]] =
        [
            ["dyck", "--train-size", "20", "--batch", "10", "--test-size", "1100", "--steps", "200"],
            ["scan", "--train-size", "40", "--batch", "10", "--test-size", "30", "--steps", "150"],
            [
                "scan", "--split", "length", "--train-size", "40", "--batch", "10", "--test-size", "30", "--steps",
                "100",
            ],
            [
                "scan", "--split", "addprim-jump", "--train-size", "40", "--batch", "10", "--test-size", "30",
                "--steps", "100",
            ],
        ]
        + ["modadd", "modsub", "modmul", "modx2y2", "modx2xyy2", "modx3xy"].map {
            [$0, "--p", "11", "--batch", "20", "--steps", "200"]
        }
        + [["s5", "--train-size", "300", "--test-size", "90", "--batch", "20", "--steps", "100"]]
        + [["parity", "--train-size", "90", "--test-size", "90", "--batch", "20", "--steps", "100"]]

    /// What evaluate.py prints of a set.
    private struct Scores: Decodable {
        let sequences, rightSequences, tokens, rightTokens: Int
        let loss: Double

        var accuracy: Double { Double(rightTokens) / Double(tokens) }
        var sequenceAccuracy: Double { Double(rightSequences) / Double(sequences) }
    }

    private struct Answer: Decodable {
        let train, test, part: Scores
    }

    @Test(
        "NumPy, given nothing but the exported files, counts as many right answers as were recorded", arguments: tasks)
    func evaluation(_ task: [String]) throws {
        let folder = try TemporaryFolder()
        let runs = ["--runs", folder.file("runs").path]
        let training = try Program.run(Program.url.path, ["train", "--task"] + task + Self.model + runs)
        try #require(training.exitCode == 0, "\(training.errors)")
        let evaluations = try training.output.split(separator: "\n").compactMap { line -> EvaluationRecord? in
            guard case .evaluation(let record) = try JSONText.value(RunEvent.self, String(line)) else { return nil }
            return record
        }
        let last = try #require(evaluations.last)
        // One on the way, which may stand on a part of the test set.
        for (record, isLast) in [(last, true), (try #require(evaluations.first { $0.step == 50 }), false)] {
            let (data, weights) = (folder.file("data.safetensors").path, folder.file("weights.safetensors").path)
            for arguments in [
                ["dataset", "--output", data], ["safetensors", "--step", "\(record.step)", "--output", weights],
            ] {
                let export = try Program.run(Program.url.path, ["export", "@", "--format"] + arguments + runs)
                try #require(export.exitCode == 0, "\(export.errors)")
            }
            let program = try PythonEnvironment.run("evaluate.py", [data, weights])
            try #require(program.exitCode == 0, "\(program.errors)")
            let answer = try JSONDecoder().decode(Answer.self, from: Data(program.output.utf8))
            let isWhole = record.testSequences == answer.test.sequences
            #expect(isWhole || !isLast)
            Self.expect(
                answer.train, record.trainSequences, record.trainAccuracy, record.trainSequenceAccuracy,
                record.trainLoss)
            Self.expect(
                isWhole ? answer.test : answer.part, record.testSequences, record.testAccuracy,
                record.testSequenceAccuracy,
                record.testLoss)
        }
    }

    private static func expect(
        _ scores: Scores, _ sequences: Int, _ accuracy: Double, _ sequenceAccuracy: Double?, _ loss: Double
    ) {
        #expect(scores.sequences == sequences)
        #expect(scores.accuracy == accuracy)
        if let sequenceAccuracy { #expect(scores.sequenceAccuracy == sequenceAccuracy) }
        #expect(abs(scores.loss - loss) < 1e-5)
    }

    // MARK: What is in the files

    @Test("tables and safetensors hold the sequences that were trained and tested on", arguments: tasks)
    func contents(_ task: [String]) throws {
        let folder = try TemporaryFolder()
        let runs = ["--runs", folder.file("runs").path]
        // Without training: the configuration alone decides.
        let training = try Program.run(
            Program.url.path, ["train", "--task"] + task + Self.model + runs + ["--at", "0:stop"])
        try #require(training.exitCode == 0, "\(training.errors)")
        let output = folder.file("data")
        try FileManager.default.createDirectory(at: output, withIntermediateDirectories: false)
        let export = try Program.run(
            Program.url.path, ["export", "@", "--format", "dataset", "--output", output.path] + runs)
        try #require(export.exitCode == 0, "\(export.errors)")
        let file = try SafetensorsFile(contentsOf: output.appendingPathComponent("dataset.safetensors"))
        let config = try JSONText.value(RunConfig.self, #require(file.metadata["config"]))
        let data = TaskData(config: config)
        let shape = TaskShape(config)
        for (name, sequences) in [("train", data.train), ("test", data.test)] {
            // The same alone, on standard output.
            let table = try Program.run(Program.url.path, ["export", "@", "--table", name] + runs).output
            #expect(try table == String(contentsOf: output.appendingPathComponent("\(name).csv"), encoding: .utf8))
            let rows = Self.rows(table)
            try #require(rows.count == sequences.count)
            #expect(try file.shape(of: "\(name).tokens") == [sequences.count, shape.longestSequence])
            let (tokens, targets) = (try file.integers("\(name).tokens"), try file.integers("\(name).targets"))
            let lengths = try file.integers("\(name).lengths")
            for (index, sequence) in sequences.enumerated() {
                let row = rows[index]
                #expect(row["id"] == "\(index)" && row["length"] == "\(sequence.tokens.count)")
                #expect(
                    row["token_ids"] == Self.text(sequence.tokens) && row["target_ids"] == Self.text(sequence.targets))
                #expect(row["source_ids"] == Self.text(sequence.source))
                let isEverywhere = name == "train" || index < config.evaluation.testSequences
                #expect(row["evaluated"] == (isEverywhere ? "every" : "whole"))
                let start = index * shape.longestSequence
                let end = start + sequence.tokens.count
                #expect(
                    Array(tokens[start..<end]) == sequence.tokens && Array(targets[start..<end]) == sequence.targets)
                #expect(lengths[index] == sequence.tokens.count)
                #expect(targets[end..<start + shape.longestSequence].allSatisfy { $0 == -1 })
            }
            if let longest = shape.longestSource {
                let (source, lengths) = (
                    try file.integers("\(name).source"), try file.integers("\(name).source_lengths")
                )
                for (index, sequence) in sequences.enumerated() {
                    #expect(Array(source[index * longest..<index * longest + Int(lengths[index])]) == sequence.source)
                }
            } else {
                #expect(!file.contains("\(name).source"))
            }
        }
    }

    @Test("words: depths follow from brackets, results from numbers, actions from commands")
    func words() throws {
        let folder = try TemporaryFolder()
        func table(_ task: String, _ table: String, _ more: String...) throws -> [[String: String]] {
            let runs = ["--runs", folder.file(task).path]
            let training = try Program.run(
                Program.url.path,
                ["train", "--task", task] + Self.model + runs + more + [
                    "--test-size", "30", "--steps", "100", "--at", "0:stop",
                ])
            try #require(training.exitCode == 0, "\(training.errors)")
            return Self.rows(try Program.run(Program.url.path, ["export", "@", "--table", table] + runs).output)
        }
        for row in try table("dyck", "train") {
            var depth = 0
            let depths = row["token_words"]!.split(separator: " ").map { word -> String in
                depth += word == "(" ? 1 : -1
                return "\(depth)"
            }
            #expect(row["target_words"] == depths.joined(separator: " "))
        }
        for row in try table("modx3xy", "test", "--p", "11", "--train-size", "50") {
            let numbers = row["token_words"]!.split(separator: " ").map { Int($0)! }
            let answer = (numbers[0] * numbers[0] * numbers[0] + numbers[0] * numbers[1]) % 11
            #expect(row["target_words"] == "\(answer) <unscored>" && row["scored"] == "1")
        }
        let scan = try table("scan", "train", "--split", "addprim-jump", "--train-size", "40", "--batch", "10")
        #expect(scan[0]["source_words"] == "jump" && scan[0]["token_words"] == "<begin> I_JUMP")
        #expect(
            scan[0]["target_words"] == "I_JUMP <end>" && scan[0]["token_ids"] == "1 3" && scan[0]["target_ids"] == "3 2"
        )
        let runs = ["--runs", folder.file("scan").path]
        let vocabulary = Self.rows(
            try Program.run(Program.url.path, ["export", "@", "--table", "vocabulary"] + runs).output)
        let words = Dictionary(grouping: vocabulary) { $0["role"]! }.mapValues { $0.map { $0["word"]! } }
        #expect(
            words["source"] == [
                "<pad>", "after", "and", "around", "jump", "left", "look", "opposite", "right", "run", "thrice", "turn",
                "twice", "walk",
            ])
        let actions = [
            "<pad>", "<begin>", "<end>", "I_JUMP", "I_LOOK", "I_RUN", "I_TURN_LEFT", "I_TURN_RIGHT", "I_WALK",
        ]
        #expect(words["token"] == actions && words["target"] == actions)
        for row in scan {
            let ids = row["source_ids"]!.split(separator: " ").map { Int($0)! }
            #expect(ids.map { words["source"]![$0] }.joined(separator: " ") == row["source_words"])
        }
    }

    @Test("a device is not replaced by a file, and a folder that is not there is said")
    func unwritable() throws {
        let sample = try RecordedRunSample()
        try sample.run(["export"], nil, ["--format", "dataset", "--output", "/dev/full"]).expectRefusal(
            74, "/dev/full: cannot be written: is no regular file")
        let missing = sample.file("missing/data")
        try sample.run(["export"], nil, ["--format", "dataset", "--output", missing]).expectRefusal(
            74, "\(missing): its folder cannot be opened: No such file or directory")
        try sample.run(["export"], nil, ["--format", "dataset"]).expectRefusal(
            64, "--format dataset needs --output FILE (groktop export --help lists all options)")
    }

    // MARK: Help

    private static func text(_ values: [Int32]) -> String { values.map { "\($0)" }.joined(separator: " ") }

    /// By column. No field of these tables needs quotes.
    private static func rows(_ table: String) -> [[String: String]] {
        let lines = table.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
    }
}
