import Foundation
import GRDB
import Testing

/// Text of other people's reaches a terminal escaped, wherever it is printed.
@Suite("Foreign text")
struct ForeignTextTests {
    /// Clears the screen, sets the title, turns the writing around, ends the line.
    private static let hostile = "x\u{1B}[2J\u{1B}]0;t\u{7}\u{9B}1m\u{202E}\ny"
    private static let shown = "x\\u{1B}[2J\\u{1B}]0;t\\u{7}\\u{9B}1m\\u{202E}\\u{A}y"

    private static func isPrintable(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n"
                || ![.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
        }
    }

    @Test(
        "a folder's name",
        arguments: [
            ["runs"], ["export", "nosuch"], ["verify", "x"], ["rm", "x"], ["replay", "x"], ["fork", "x", "--at", "5"],
        ])
    func folder(command: [String]) throws {
        let sample = try RecordedRunSample()
        try FileManager.default.moveItem(atPath: sample.folder, toPath: "\(sample.runs)/\(Self.hostile)")
        let program = try Program.run(Program.url.path, command + ["--runs", sample.runs])
        #expect((program.output + program.errors).contains(Self.shown))
        #expect(Self.isPrintable(program.output + program.errors))
    }

    @Test("the question of rm")
    func question() throws {
        let sample = try RecordedRunSample()
        let name = "x\u{1B}]0;t\u{7}y"
        try FileManager.default.moveItem(atPath: sample.folder, toPath: "\(sample.runs)/\(name)")
        let terminal = try PseudoTerminal(width: 200, height: 10)
        try terminal.enter("\(Program.url.path) rm x --runs \(sample.runs)")
        try terminal.wait(for: "the question") { $0.contains("x\\u{1B}]0;t\\u{7}y") && $0.contains("? y/n") }
        try terminal.enter("n")
        try terminal.wait(for: "the answer") { $0.contains("kept") }
    }

    @Test(
        "values of options",
        arguments: [
            ["--theme", hostile], ["--task", hostile], ["--\(hostile)"], ["--steps=\(hostile)"], ["--pace", hostile],
            [hostile], ["--runs", ""],
        ])
    func option(arguments: [String]) throws {
        let program = try Program.run(Program.url.path, ["watch"] + arguments)
        #expect(program.exitCode != 0)
        #expect(program.errors.split(separator: "\n").count == 1)
        #expect(arguments.last == "" || program.errors.contains(Self.shown))
        #expect(Self.isPrintable(program.errors))
    }

    @Test(
        "names and reasons in a recording",
        arguments: [
            ["runs"], ["export"], ["verify"], ["resume", "--format", "text"], ["probe", "ablate"],
        ])
    func recording(command: [String]) throws {
        let sample = try RecordedRunSample()
        let queue = try DatabaseQueue(path: sample.database)
        try queue.write { database in
            try database.execute(
                sql: "UPDATE run SET name = ?, groktop_version = ?", arguments: [Self.hostile, Self.hostile])
            try database.execute(sql: "UPDATE marker SET kind = ?", arguments: [Self.hostile])
        }
        try queue.close()
        let run = command == ["runs"] ? [] : [sample.name]
        let program = try Program.run(Program.url.path, command + run + ["--runs", sample.runs])
        #expect(Self.isPrintable(program.errors))
        if command != ["export"] { #expect(Self.isPrintable(program.output)) }
    }

    @Test("JSON holds the name itself")
    func json() throws {
        let sample = try RecordedRunSample()
        try FileManager.default.moveItem(atPath: sample.folder, toPath: "\(sample.runs)/\(Self.hostile)")
        let program = try Program.run("runs", "--json", "--runs", sample.runs)
        #expect(try program.objects().first?["name"] as? String == Self.hostile)
    }
}
