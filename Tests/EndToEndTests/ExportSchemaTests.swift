import Foundation
import RunEvents
import Testing

/// What is exported is one schema: names as in the database, and one type under a name.
@Suite("Exports for other programs")
struct ExportSchemaTests {
    static let tables = [
        "session", "evaluation", "spectrum", "gap_ledger", "gap_flow", "response", "window", "marker", "command",
        "refusal",
        "probe", "fork", "finish",
        "probes", "events", "train", "test", "vocabulary",
    ]

    @Test(
        "the standard library, pandas, polars and DuckDB read all events and tables, and find what the database holds"
    )
    func readers() throws {
        let sample = try RecordedRunSample.withEveryEvent()
        let folder = sample.file("exports")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        for table in Self.tables {
            let export = try sample.run(["export"], nil, ["--table", table, "--output", "\(folder)/\(table).csv"])
            #expect(export.exitCode == 0, "\(export.errors)")
        }
        let export = try sample.run(["export"], nil, ["--format", "ndjson", "--output", folder + "/events.ndjson"])
        #expect(export.exitCode == 0, "\(export.errors)")
        let python = try PythonEnvironment.run("read_exports.py", [folder, sample.database])
        #expect(python.exitCode == 0, "\(python.errors)")
        // And groktop itself, to the digit.
        for line in try String(contentsOfFile: folder + "/events.ndjson", encoding: .utf8).split(separator: "\n") {
            let event = try JSONText.value(RunEvent.self, String(line))
            #expect(try "{\"type\":\"\(event.typeName)\"," + JSONText.line(event.record).dropFirst() == line)
        }
    }

    @Test(
        "what earlier versions called a table is accepted",
        arguments: [
            ("evaluations", "evaluation"), ("spectra", "spectrum"), ("gap-flow", "gap_flow"),
            ("gap-ledger", "gap_ledger"), ("responses", "response"),
            ("windows", "window"),
        ])
    func earlier(_ names: (String, String)) throws {
        let sample = try RecordedRunSample()
        let tables = try [names.0, names.1].map { try sample.run(["export"], nil, ["--table", $0]) }
        #expect(tables[0].exitCode == 0 && tables[0].output == tables[1].output && tables[0].output.contains("\n"))
    }
}
