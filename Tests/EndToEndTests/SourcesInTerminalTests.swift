import Foundation
import Testing

/// Events that do not come from our own trainer, on the screen.
@Suite("Sources of events in a terminal", .serialized)
struct SourcesInTerminalTests {
    private let terminal: PseudoTerminal

    init() throws {
        terminal = try PseudoTerminal(width: 160, height: 40)
        try terminal.wait(for: "the shell") { $0.contains("ready>") }
    }

    private static let train =
        "train --task modadd --p 11 --steps 300 --interval 50 --d-model 16 --heads 2 --ff 16 --no-record --at "
        + "100:ablate"

    @Test("a stream is watched, and a line that is no event is left out and named")
    func stream() throws {
        let folder = try TemporaryFolder()
        let events = folder.path + "/events"
        try terminal.enter("clear; '\(Program.url.path)' \(Self.train) >\(events) 2>/dev/null; echo made=$?")
        try terminal.wait(for: "the stream") { $0.contains("\nmade=0") || $0.hasPrefix("made=0") }
        let lines = try String(contentsOfFile: events, encoding: .utf8).split(separator: "\n").count
        try terminal.enter(
            "clear; (cat \(events); echo '{\"type\":\"none\"}') | '\(Program.url.path)' watch --follow -; echo left=$?"
        )
        let screen = try terminal.wait(for: "the notice") {
            $0.contains("line \(lines + 1) of the stream is left out: this groktop knows no such event: 'none'")
        }
        #expect(screen.contains("a+b mod 11") && screen.contains("■ done") && screen.contains("ablation at 100"))
        try terminal.press("a")
        try terminal.wait(for: "the reason") { $0.contains("a stream of events can only be watched") }
        try terminal.press("?")
        let help = try terminal.wait(for: "help") { $0.contains("following a stream of events") }
        for missing in ["ablate", "fork the", "pause"] { #expect(!help.contains("  \(missing)"), "\(missing)") }
        try terminal.press("q")
        try terminal.press("q")
        try terminal.wait(for: "the end") { $0.contains("left=0") }
    }

    @Test("without a stream --follow - is refused")
    func noStream() throws {
        try terminal.enter("clear; '\(Program.url.path)' watch --follow -; echo left=$?")
        let screen = try terminal.wait(for: "the end") { $0.contains("left=64") }
        #expect(screen.contains("--follow - reads events from standard input, which is a terminal or is closed"))
    }

    @Test("a recording of a task that nobody knows is listed, exported and replayed, and only training is refused")
    func unknownTask() throws {
        let sample = try RecordedRunSample()
        try sample.execute(
            "UPDATE run SET task = 'chess', config = replace(replace(config, '\"task\":\"dyck\"', "
                + "'\"task\":\"chess\"'), "
                + "'\"data\":{', '\"data\":{\"board\":8,\"kind\":\"blitz\",')")
        let before = try sample.contents()
        let list = try Program.run("runs", "--runs", sample.runs)
        #expect(list.exitCode == 0 && list.output.contains("chess"))
        for table in ["evaluation", "spectrum", "probes", "events"] {
            #expect(try sample.run(["export"], nil, ["--table", table]).exitCode == 0, "\(table)")
        }
        #expect(try sample.run(["export"], nil, ["--format", "ndjson"]).output.contains(#""task":"chess""#))
        let reason = "this groktop has no task 'chess'; it can only replay and export such runs"
        for command in [["resume"], ["verify"], ["probe", "ablate"], ["probe", "intervene"]] {
            try sample.run(command).expectRefusal(
                65, "\(sample.database): the run's configuration cannot be trained: \(reason)")
        }
        try sample.run(["fork"], nil, ["--at", "200"]).expectRefusal(
            65, "\(sample.database): the run's configuration cannot be trained: \(reason)")
        #expect(try sample.contents() == before)

        try terminal.enter("clear; '\(Program.url.path)' replay \(sample.name) --runs \(sample.runs); echo left=$?")
        let screen = try terminal.wait(for: "the replay") { $0.contains("chess, board = 8, kind blitz") }
        #expect(!screen.contains("fork") && !screen.contains("ablate "), "\(screen)")
        try terminal.press("a")
        try terminal.wait(for: "the reason") { $0.contains("this groktop has no task 'chess'") }
        try terminal.press("q")
        try terminal.wait(for: "the end") { $0.contains("left=0") }
    }
}
