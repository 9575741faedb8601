import Foundation
import RunEvents
import Testing

/// Where what is exported is to go.
@Suite("Recorded runs: output that cannot be written")
struct RecordedRunExportTests {
    private let sample: RecordedRunSample

    init() throws { sample = try RecordedRunSample() }

    @Test("files that cannot be written: refused in one line, and nothing is left of them")
    func unwritable() throws {
        let (missing, full) = (sample.file("missing/table"), "/dev/full")
        let before = try sample.contents()
        for format in ["csv", "ndjson"] {
            for (output, reason) in [
                (missing, "No such file or directory"), (sample.runs, "Is a directory"),
                (full, "No space left on device"),
            ] {
                try sample.run(["export"], nil, ["--format", format, "--output", output]).expectRefusal(
                    74, "\(output): cannot be written: \(reason)")
            }
        }
        for (output, reason) in [
            (missing, "its folder cannot be opened: No such file or directory"),
            (sample.runs, "cannot be written: is no regular file"), (full, "cannot be written: is no regular file"),
        ] {
            try sample.run(["export"], nil, ["--format", "safetensors", "--output", output]).expectRefusal(
                74, "\(output): \(reason)")
        }
        #expect(try sample.contents() == before)
        var status = stat()
        #expect(stat(full, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    }

    static let impossible: [(arguments: [String], message: String)] = [
        (["--format", "safetensors"], "--format safetensors needs --output FILE"),
        (["--step", "5"], "--step goes with --format safetensors only"),
        (["--format", "ndjson", "--table", "events"], "--table goes with --format csv only"),
        (["--output", ""], "--output names no file"),
        (
            ["--format", "xml"],
            "The value 'xml' is invalid for '--format <format>': it must be csv, ndjson, dataset or safetensors"
        ),
        (
            ["--table", "x"],
            "The value 'x' is invalid for '--table <table>': it must be session, evaluation, spectrum, gap_ledger, "
                + "gap_flow, response, window, marker, "
                + "command, refusal, probe, intervention, fork, finish, metric_definition, metric, metric_probe, "
                + "remark, probes, events, train, test or vocabulary"
        ),
        (
            ["--format", "safetensors", "--step", "-1", "--output", "x"],
            "The value '-1' is invalid for '--step <step>': it must be a whole number from 0 to 1000000000"
        ),
    ]

    @Test("options that do not go together", arguments: impossible)
    func options(_ option: (arguments: [String], message: String)) throws {
        try sample.run(["export"], nil, option.arguments).expectRefusal(
            64, "\(option.message) (groktop export --help lists all options)")
    }

    /// The tables of what is measured at every interval, held against the events themselves.
    @Test("a row an event, its figures under their names", arguments: ["gap_ledger", "gap_flow", "response", "window"])
    func measurements(_ table: String) throws {
        let lines = try sample.run(["export"], nil, ["--table", table]).output.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let events = try sample.run(["export"], nil, ["--format", "ndjson"]).output.split(separator: "\n").map {
            try JSONDecoder().decode(RunEvent.self, from: Data($0.utf8))
        }
        let expected = events.compactMap { Self.cells($0, table) }
        let header = try #require(lines.first)
        #expect(!expected.isEmpty && lines.count == expected.count + 1 && lines.allSatisfy { $0.count == header.count })
        for (line, cells) in zip(lines.dropFirst(), expected) {
            for (name, text) in cells {
                #expect(line[try #require(header.firstIndex(of: name), "\(name)")] == text, "\(name)")
            }
        }
    }

    /// Some of an event's cells by their columns; nil of an event that belongs to another table.
    private static func cells(_ event: RunEvent, _ table: String) -> [String: String]? {
        func four(_ name: String, _ values: [Double]) -> [(String, String)] {
            (0..<4).map { ("\(name)_\($0 + 1)", $0 < values.count ? "\(values[$0])" : "") }
        }
        switch (table, event) {
        case ("gap_flow", .gapFlow(let record)):
            let cells =
                [
                    ("step", "\(record.step)"), ("gap", "\(record.gap)"), ("weight_decay", "\(record.weightDecay)"),
                    ("term_driving", record.terms.map { "\($0.driving)" } ?? ""),
                    ("measured_change", record.measuredChange.map { "\($0)" } ?? ""),
                    ("predicted_class", record.predictedClass?.rawValue ?? ""),
                ] + four("curvature", record.curvatures) + [
                    ("stability_1", record.stability.first.map { "\($0)" } ?? "")
                ]
            return Dictionary(uniqueKeysWithValues: cells)
        case ("gap_ledger", .gapLedger(let record)):
            return [
                "step": "\(record.step)", "k_star": "\(record.kStar)", "gap_change": "\(record.gapChange)",
                "entering_driving": "\(record.enteringDriving)", "leaving_alignment": "\(record.leavingAlignment)",
                "rest": "\(record.rest)", "edge_entering_decay": "\(record.edgeEnteringDecay)",
                "edge_leaving_driving": "\(record.edgeLeavingDriving)", "forecast_change": "\(record.forecastChange)",
            ]
        case ("response", .response(let record)):
            let cells =
                [("step", "\(record.step)"), ("coordinate", record.coordinate.rawValue)]
                + four("functional_r2", record.functionalR2) + [("control_r2_1", "\(record.controlR2[0])")]
            return Dictionary(uniqueKeysWithValues: cells)
        case ("window", .window(let record)):
            return [
                "step": "\(record.step)", "interval": "\(record.interval)", "window": "\(record.window)",
                "leaves_first_out": record.leavesFirstOut ? "1" : "0",
                "gradient_fraction": record.gradientFraction.map { "\($0)" } ?? "",
            ]
        default: return nil
        }
    }

    @Test("a step beyond the run")
    func step() throws {
        let output = sample.file("weights")
        try sample.run(["export"], nil, ["--format", "safetensors", "--step", "421", "--output", output]).expectRefusal(
            64, "--step is 421; it must be from 0 to 420, the newest step of \(sample.name)")
        #expect(!FileManager.default.fileExists(atPath: output))
    }

    @Test("standard output that is closed or full ends with 74, and standard error that is does not matter")
    func streams() throws {
        let before = try sample.contents()
        for (redirection, reason) in [(">&-", "Bad file descriptor"), (">/dev/full", "No space left on device")] {
            for command in ["export", "export --format ndjson", "verify", "runs", "runs --json"] {
                let program = try shell("\(command) \(command.hasPrefix("runs") ? "" : sample.name) \(redirection)")
                #expect(program.said == ["groktop: cannot write to standard output: \(reason)"], "\(command)")
                #expect(program.exitCode == 74, "\(command)")
            }
        }
        for redirection in ["2>&-", "2>/dev/full"] {
            let program = try shell("export nope \(redirection)")
            #expect(program.output == "" && program.exitCode == 66)
        }
        #expect(try sample.contents() == before)
    }

    @Test("a run that is resumed without any open descriptor goes on, and no event of it is written into its own files")
    func closed() throws {
        let program = try shell("resume \(sample.name) --format ndjson <&- >&- 2>&-")
        #expect(program.exitCode == 74)
        // Who recorded it last, and nothing else.
        let lock = try String(contentsOfFile: sample.folder + "/lock", encoding: .utf8)
        #expect(try #/[0-9]+ \S+ [^{}\n]+\n/#.wholeMatch(in: lock) != nil, "\(lock)")
        let resumed = try sample.run(["resume"], nil, ["--format", "ndjson"])
        #expect(resumed.exitCode == 0 && resumed.said == [])
        #expect(try resumed.digest == RecordedRunSample.digest())
    }

    private func shell(_ words: String) throws -> Program {
        try Program.run("/bin/sh", ["-c", "'\(Program.url.path)' \(words) --runs '\(sample.runs)'"])
    }
}
