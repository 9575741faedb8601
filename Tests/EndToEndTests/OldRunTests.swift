import Foundation
import RunEvents
import Testing

/// Recordings of earlier formats open, and can be gone on with.
@Suite("Recordings of earlier formats")
struct OldRunTests {
    private static let formats = ["format-1", "format-2", "format-3", "format-3-responses", "format-4"]
    /// From version 4 on there is an account of the gap.
    private static func hasLedger(_ format: String) -> Bool { format == "format-4" }

    /// A copy of the run, in a runs folder of its own.
    private func copy(_ format: String) throws -> (folder: TemporaryFolder, run: String) {
        let folder = try TemporaryFolder()
        let source = try #require(Bundle.module.url(forResource: "OldRuns/\(format)", withExtension: nil))
        try FileManager.default.copyItem(atPath: source.path, toPath: "\(folder.path)/\(format)")
        return (folder, "\(folder.path)/\(format)")
    }

    private func core(_ run: String) throws -> String? {
        let line = try Program.run("export", run, "--format", "ndjson").output.split(separator: "\n").first
        guard let line, case .started(let record)? = try? JSONDecoder().decode(RunEvent.self, from: Data(line.utf8))
        else {
            return nil
        }
        return record.engine.blasCore
    }

    @Test("is listed, exported, probed and compared, and nothing of it is changed", arguments: formats)
    func read(format: String) throws {
        let (folder, run) = try copy(format)
        let before = try RecordedRunSample.contents(of: folder.path)
        let listed = try #require(try Program.run("runs", "--json", "--runs", folder.path).objects().first)
        #expect(listed["problem"] == nil && listed["step"] as? Int == 200 && listed["state"] as? String == "stopped")
        for table in ["evaluations", "spectra", "events"] {
            let exported = try Program.run("export", run, "--table", table)
            #expect(
                exported.exitCode == 0 && exported.output.split(separator: "\n").count > 1,
                "\(table): \(exported.errors)")
        }
        #expect(try Program.run("export", run, "--table", "probes").exitCode == 0)
        // The table came later: its columns, and no row.
        let ledger = try Program.run("export", run, "--table", "gap-ledger").output.split(separator: "\n")
        #expect((ledger.count > 1) == Self.hasLedger(format))
        // So did these.
        for table in ["metric_definition", "metric", "metric_probe", "remark"] {
            #expect(
                try Program.run("export", run, "--table", table).output.split(separator: "\n").count == 1, "\(table)")
        }
        #expect(try Program.run("check", run).exitCode == 0)
        #expect(try Program.run("export", run, "--format", "ndjson").exitCode == 0)
        let probed = try Program.run("probe", "readout", run, "--json")
        #expect(probed.exitCode == 0, "\(probed.errors)")
        #expect(try RecordedRunSample.contents(of: folder.path) == before)
    }

    @Test("is replayed", arguments: formats)
    func replay(format: String) throws {
        let (folder, run) = try copy(format)
        let terminal = try PseudoTerminal(width: 100, height: 30)
        try terminal.wait(for: "the shell") { $0.contains("ready>") }
        try terminal.enter("'\(Program.url.path)' replay '\(run)'; echo exit=$?")
        try terminal.wait(for: "the replay") { $0.contains("replay") && $0.contains("Dyck-1 · seed 7") }
        try terminal.press("End")
        try terminal.press("q")
        try terminal.wait(for: "the shell again") { $0.contains("exit=0") }
        withExtendedLifetime(folder) {}
    }

    @Test("is gone on with, to the end of a run that this version makes whole", arguments: formats)
    func resume(format: String) throws {
        let (folder, run) = try copy(format)
        let whole = try Program.run(
            Program.url.path,
            [
                "train", "--no-record", "--d-model", "16", "--heads", "2", "--ff", "32", "--train-size", "20",
                "--batch", "10",
                "--test-size", "60", "--interval", "50", "--window", "3", "--eval-every", "20", "--seed", "7",
                "--steps", "300",
                "--at", "120:weight-decay=0",
            ])
        let resumed = try Program.run("resume", run, "--format", "ndjson", "--runs", folder.path)
        let here = whole.output.split(separator: "\n").first.flatMap {
            if case .started(let record)? = try? JSONDecoder().decode(RunEvent.self, from: Data($0.utf8)) {
                record.engine.blasCore
            } else {
                nil
            }
        }
        // Other processors round differently. What the run has to derive again may then come out otherwise, and that is
        // said.
        if try core(run) != here, resumed.exitCode != 0 {
            #expect(resumed.errors.contains("cannot be derived again here"), "\(resumed.errors)")
            return
        }
        #expect(resumed.exitCode == 0, "\(resumed.errors)")
        if try core(run) == here { #expect(resumed.digest == whole.digest) }
        #expect(try Program.run("export", run, "--table", "events").output.contains("finished"))
        // It goes on as it began, with an account of its gap or without.
        let ledger = try Program.run("export", run, "--table", "gap-ledger").output.split(separator: "\n")
        #expect((ledger.count > 1) == Self.hasLedger(format))
        #expect(try Program.run("check", run).output.hasSuffix("nothing is wrong\n"))
    }
}
