import Foundation
import Testing

/// What comes out of a sweep: its table, its page and its screen.
@Suite("groktop sweep export, report and show")
struct SweepPictureTests {
    private let sample: SweepSample

    init() throws {
        sample = try SweepSample()
        let plan = ["--seeds", "1-3", "--weight-decay", "0,1", "--learning-rate", "1e-3,3e-3", "--steps", "400"]
        let sweep = try sample.start(plan + ["--at", "300:ablate"])
        try #require(sweep.exitCode == 0, "\(sweep.errors)")
    }

    private func table() throws -> (header: [String], rows: [[String]], text: String) {
        let export = try sample.run("export")
        try #require(export.exitCode == 0, "\(export.errors)")
        let lines = export.output.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return (lines[0], Array(lines.dropFirst()), export.output)
    }

    @Test("the table says of each run what the run itself says")
    func figures() throws {
        let (header, rows, _) = try table()
        #expect(rows.count == 12 && rows.allSatisfy { $0.count == header.count })
        let statuses = try sample.statuses()
        for row in [rows[0], rows[7]] {
            let fields = Dictionary(uniqueKeysWithValues: zip(header, row))
            // What reads the JSON here may round the last digit otherwise.
            func says(_ name: String, _ value: Any?) -> Bool {
                guard let read = fields[name].flatMap(Double.init), let value = value as? Double else { return false }
                return abs(read - value) <= 1e-13 * abs(value)
            }
            let name = try #require(fields["run"])
            let export = try Program.run("export", name, "--runs", sample.runs, "--format", "ndjson")
            let events = try export.objects()
            func last(_ type: String, where isIt: ([String: Any]) -> Bool = { _ in true }) -> [String: Any] {
                events.last { $0["type"] as? String == type && isIt($0) } ?? [:]
            }
            let evaluations = events.filter { $0["type"] as? String == "evaluation" }
            let accuracies = evaluations.compactMap { $0["testAccuracy"] as? Double }
            #expect(says("best_test_accuracy", accuracies.max()) && says("last_test_accuracy", accuracies.last))
            #expect(says("parameter_norm", evaluations.last?["parameterNorm"]))
            let grokked = events.first { $0["kind"] as? String == "grokked" }?["step"] as? Int
            #expect(fields["grokked_at"] == grokked.map { "\($0)" } ?? "")
            let fine = last("spectrum") { $0["interval"] as? Int == 10 }
            let paper = last("spectrum") { $0["interval"] as? Int == 50 }
            #expect(fields["class_fine"] == fine["driveClass"] as? String && fields["class_fine"] != "")
            #expect(fields["class_paper"] == paper["driveClass"] as? String && fields["class_paper"] != "")
            #expect(says("gap_ratio", paper["gapRatio"]))
            #expect(fields["k_star"] == (paper["kStarWeighted"] as? Int).map { "\($0)" })
            let removals = last("probe")["removals"] as? [[String: Any]] ?? []
            let edge = removals.first { $0["directions"] as? [Int] == [1, 2] }
            #expect(says("ablation_accuracy_change", edge?["accuracyChange"]))
            #expect(fields["ablation_step"] == "300")
            let digest = try #require(statuses.first { $0.name == name }).parameterDigest
            #expect(fields["parameter_digest"] == digest)
        }
    }

    @Test("the examples of docs/SWEEPS.md run in pandas and DuckDB, and read the types that the document names")
    func examples() throws {
        let folder = sample.temporary.path
        let export = try sample.run("export", "--output", "\(folder)/sweep.csv")
        #expect(export.exitCode == 0 && export.output.isEmpty, "\(export.errors)")
        let document = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/SWEEPS.md").path
        let python = try PythonEnvironment.run("sweep_examples.py", [document, folder])
        #expect(python.exitCode == 0, "\(python.errors)")
        #expect(python.output.contains("2 examples"), "\(python.output)")
    }

    @Test("the report is one page and its table")
    func report() throws {
        let page = sample.temporary.path + "/page.html"
        let report = try sample.run("report", "--output", page)
        #expect(report.exitCode == 0, "\(report.errors)")
        let text = try String(contentsOfFile: page, encoding: .utf8)
        #expect(text.contains("weight-decay × learning-rate") && text.contains("12 runs: 12 done"))
        let written = try String(contentsOfFile: sample.temporary.path + "/page.csv", encoding: .utf8)
        #expect(try written == table().text)
        #expect(try sample.run("report").exitCode == 0)
        #expect(FileManager.default.fileExists(atPath: sample.path + "/report.html"))
        #expect(FileManager.default.fileExists(atPath: sample.path + "/report.csv"))
        for words in [["report", sample.path, "--output", "x.txt"], ["export", sample.path, "--output", ""]] {
            let program = try Program.run(Program.url.path, ["sweep"] + words)
            #expect(program.exitCode == 64, "\(program.errors)")
        }
        #expect(try Program.run("sweep", "export", sample.path + "-none").exitCode == 66)
    }

    @Test("without a terminal groktop sweep DIR prints how the runs stand")
    func withoutTerminal() throws {
        let program = try Program.run("sweep", sample.path)
        #expect(program.exitCode == 0 && program.output.hasSuffix("12 runs: 12 done\n"), "\(program.errors)")
    }

    @Test("on a terminal: the map, another figure, a cell, a run on its dashboard, and back; runs that come are seen")
    func screen() throws {
        let terminal = try PseudoTerminal(width: 120, height: 40)
        try terminal.wait(for: "the shell") { $0.contains("ready>") }
        try terminal.enter("'\(Program.url.path)' sweep '\(sample.path)'; echo exit=$?")
        try terminal.wait(for: "the map") {
            $0.contains("12 runs · 12 done") && $0.contains("grok step, median")
        }
        try terminal.press("f")
        try terminal.wait(for: "another figure") { $0.contains("share that grokked") && $0.contains("/3") }
        for key in ["Down", "Right", "Enter"] { try terminal.press(key) }
        try terminal.wait(for: "the runs of the cell") {
            $0.contains("runs of the cell") && $0.contains("3 runs with weight-decay 1, learning-rate 3e-3")
        }
        try terminal.press("Enter")
        try terminal.wait(for: "its dashboard") { $0.contains("Dyck-1 · seed 1") && $0.contains("Gram eigenvalues") }
        try terminal.press("q")
        try terminal.wait(for: "the sweep again") { $0.contains("runs of the cell") }
        let more = try sample.start([
            "--seeds", "1-4", "--weight-decay", "0,1", "--learning-rate", "1e-3,3e-3", "--steps", "400", "--at",
            "300:ablate",
        ])
        #expect(more.exitCode == 0, "\(more.errors)")
        try terminal.wait(for: "the runs of the longer plan") { $0.contains("16 runs · 16 done") }
        try terminal.press("q")
        try terminal.wait(for: "the shell again") { $0.contains("\nexit=0") }
    }
}
