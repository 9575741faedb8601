import Foundation
import RunEvents
import Testing

/// Disks that cannot be written, or not any more: they stop the recording, and never the training.
@Suite("Recorded runs: read-only and full disks", .enabled(if: TemporaryDisk.isPossible, TemporaryDisk.reason))
struct RecordedRunDiskTests {
    private let sample: RecordedRunSample

    init() throws { sample = try RecordedRunSample() }

    private func train(_ runs: String, _ more: [String] = []) throws -> Program {
        try Program.run(
            Program.url.path, ["train", "--runs", runs] + RecordedRunSample.options + RecordedRunSample.steps + more)
    }

    @Test("on a read-only disk all that reads works, nothing that writes does, and training goes on unrecorded")
    func readOnly() throws {
        let disk = try TemporaryDisk(size: "64m")
        let folder = "\(disk.path)/\(sample.name)"
        try FileManager.default.copyItem(atPath: sample.folder, toPath: folder)
        try disk.makeReadOnly()
        let before = try RecordedRunSample.contents(of: disk.path)
        func run(_ arguments: String...) throws -> Program {
            try Program.run(Program.url.path, arguments + ["--runs", disk.path])
        }

        let trained = try train(disk.path)
        #expect(
            trained.said == [
                "groktop: \(disk.path): no run can be made in it: its folder cannot be made: Read-only file system; the run goes "
                    + "on unrecorded"
            ])
        #expect(try trained.exitCode == 0 && trained.digest == RecordedRunSample.digest())

        for format in ["ndjson", "text"] {
            try run("resume", "@", "--format", format).expectRefusal(74, "\(folder)/lock: cannot be opened: Read-only file system")
        }
        try run("fork", "@", "--at", "50").expectRefusal(
            74, "\(disk.path): no run can be made in it: its folder cannot be made: Read-only file system")
        try run("rm", "@", "--force").expectRefusal(74, "\(folder)/lock: cannot be opened: Read-only file system")
        let output = "\(disk.path)/table"
        try run("export", "@", "--output", output).expectRefusal(74, "\(output): cannot be written: Read-only file system")
        try run("export", "@", "--format", "safetensors", "--output", output).expectRefusal(
            74, "\(output): cannot be created: Read-only file system")

        #expect(try run("runs").output.contains(sample.name))
        #expect(try run("export", "@").output == sample.run(["export"]).output)
        #expect(try run("verify", "@").exitCode == 0)
        let weights = try run("export", "@", "--format", "safetensors", "--step", "333", "--output", sample.file("weights"))
        #expect(weights.exitCode == 0 && weights.said == ["groktop: 30 tensors of step 333 in \(sample.file("weights"))"])
        #expect(try RecordedRunSample.contents(of: disk.path) == before)
    }

    @Test("a replay from a read-only disk")
    func replay() throws {
        let disk = try TemporaryDisk(size: "64m")
        try FileManager.default.copyItem(atPath: sample.folder, toPath: "\(disk.path)/\(sample.name)")
        try disk.makeReadOnly()
        let terminal = try PseudoTerminal(width: 100, height: 30)
        try terminal.wait(for: "the shell") { $0.contains("ready>") }
        try terminal.enter("'\(Program.url.path)' replay @ --runs \(disk.path); echo exit=$?")
        try terminal.wait(for: "the replay") { $0.contains("replay") && $0.contains("Dyck-1 · seed 7") }
        try terminal.press("End")
        try terminal.press("q")
        try terminal.wait(for: "the shell again") { $0.contains("exit=0") }
    }

    @Test("a disk that fills up: training goes on to its end, once it is said, and what was recorded can be gone on from")
    func full() throws {
        let disk = try TemporaryDisk(size: "500k")
        let trained = try train(disk.path)
        #expect(try trained.exitCode == 0 && trained.digest == RecordedRunSample.digest())
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: disk.path).first)
        let folder = "\(disk.path)/\(name)"
        let reasons = [
            "\(folder)/checkpoints: cannot be written: No space left on device", "\(folder)/run.sqlite: the disk is full",
            "\(folder)/run.sqlite: disk I/O error",
        ]
        #expect(trained.said.count == 1)
        #expect(reasons.contains { trained.said == ["groktop: \($0); the run goes on unrecorded"] }, "\(trained.said)")

        let exported = try Program.run("export", "@", "--format", "ndjson", "--runs", disk.path)
        #expect(exported.exitCode == 0, "\(exported.errors)")
        let shown = Set(trained.output.split(separator: "\n"))
        let recorded = exported.output.split(separator: "\n")
        #expect(!recorded.isEmpty && recorded.allSatisfy(shown.contains))

        try disk.resize(to: "64m")
        let resumed = try Program.run("resume", "@", "--format", "ndjson", "--runs", disk.path)
        #expect(resumed.said == [] && resumed.exitCode == 0)
        #expect(try resumed.digest == RecordedRunSample.digest())
    }

    @Test("a disk that is full from the start")
    func noRoom() throws {
        let disk = try TemporaryDisk(size: "8k")
        let trained = try train(disk.path)
        // Which of SQLite's files is the first without room decides how SQLite says it.
        let lines = ["the disk is full", "disk I/O error"].map {
            ["groktop: \(disk.path): no run can be made in it: \($0); the run goes on unrecorded"]
        }
        #expect(lines.contains(trained.said), "\(trained.said)")
        #expect(try trained.exitCode == 0 && trained.digest == RecordedRunSample.digest())
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path).isEmpty)
    }
}
