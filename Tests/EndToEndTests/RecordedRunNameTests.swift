import Foundation
import Testing

/// Runs that are not there, and names that mean none or several.
@Suite("Recorded runs: names that mean no run")
struct RecordedRunNameTests {
    private let sample: RecordedRunSample

    init() throws { sample = try RecordedRunSample() }

    /// Every command that takes a run, with what it needs besides.
    static let commands: [(words: [String], more: [String])] = [
        (["replay"], []), (["watch", "--follow"], []), (["resume"], ["--format", "ndjson"]),
        (["fork"], ["--at", "50"]),
        (["verify"], []), (["export"], []), (["rm"], ["--force"]),
    ]

    @Test("a name that no run has", arguments: commands)
    func unknown(_ command: (words: [String], more: [String])) throws {
        let before = try sample.contents()
        for name in ["nope", "", "@@", "a b$x", "ünïcode\u{1F9E0}", "-"]
        where !(name.hasPrefix("-") && command.words.count == 2) {
            try sample.run(command.words, name, command.more).expectRefusal(
                66, "\(sample.runs): no run is called '\(name)'; there is \(sample.name)")
        }
        // No terminal is to obey a name.
        try sample.run(command.words, "\u{1B}[2J\n", command.more).expectRefusal(
            66, "\(sample.runs): no run is called '\\u{1B}[2J\\u{A}'; there is \(sample.name)")
        #expect(try sample.contents() == before)
    }

    @Test("a path to something that is no run", arguments: commands)
    func path(_ command: (words: [String], more: [String])) throws {
        let file = sample.file("file")
        try Data("text".utf8).write(to: URL(fileURLWithPath: file))
        let before = try sample.contents()
        for path in [file, sample.runs] {
            try sample.run(command.words, path, command.more).expectRefusal(
                66, "\(path): is no run: it holds no run.sqlite")
        }
        let missing = sample.file("missing")
        try sample.run(command.words, missing, command.more).expectRefusal(66, "\(missing): there is no such run")
        let here = FileManager.default.currentDirectoryPath
        try sample.run(command.words, ".", command.more).expectRefusal(66, "\(here): is no run: it holds no run.sqlite")
        #expect(try sample.contents() == before)
        #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == Data("text".utf8))
    }

    @Test("the newest where there is none, and a runs folder that is none", arguments: commands)
    func empty(_ command: (words: [String], more: [String])) throws {
        let empty = sample.file("empty")
        try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: false)
        for runs in [empty, sample.file("missing")] {
            let arguments = command.words + ["@"] + command.more + ["--runs", runs]
            try Program.run(Program.url.path, arguments).expectRefusal(66, "\(runs): there are no runs")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: empty) == [])
        #expect(!FileManager.default.fileExists(atPath: sample.file("missing")))
        let arguments = command.words + ["@"] + command.more + ["--runs", sample.database]
        try Program.run(Program.url.path, arguments).expectRefusal(
            74, "\(sample.database): cannot be read: Not a directory")
    }

    @Test("what could be several")
    func ambiguous() throws {
        let other = String(sample.name.dropLast(4)) + "zzzz"
        try FileManager.default.copyItem(atPath: sample.folder, toPath: "\(sample.runs)/\(other)")
        let prefix = String(sample.name.prefix(4))
        try sample.run(["export"], prefix).expectRefusal(
            64, "\(sample.runs): '\(prefix)' could be \([sample.name, other].sorted().joined(separator: ", "))")
        #expect(try sample.run(["export"], "zz").exitCode == 0)
    }

    @Test("no run to list")
    func noList() throws {
        let missing = sample.file("missing")
        let listed = try Program.run("runs", "--runs", missing)
        #expect(listed.errors == "groktop: no runs in \(missing)\n")
        #expect(listed.output == "" && listed.exitCode == 0)
        let json = try Program.run("runs", "--json", "--runs", missing)
        #expect(json.errors == "" && json.output == "" && json.exitCode == 0)
        try Program.run("runs", "--runs", "").expectRefusal(
            64, "--runs names no folder (groktop runs --help lists all options)")
        try Program.run("runs", "--runs", sample.database).expectRefusal(
            74, "\(sample.database): cannot be read: Not a directory")
    }
}
