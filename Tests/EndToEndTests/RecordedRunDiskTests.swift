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
                "groktop: \(disk.path): no run can be made in it: its folder cannot be made: Read-only file system; "
                    + "the run goes "
                    + "on unrecorded",
                "groktop: \(disk.path): no run can be made in it: its folder cannot be made: Read-only file system; "
                    + "nothing of the "
                    + "run was recorded",
            ])
        #expect(try trained.exitCode == 74 && trained.digest == RecordedRunSample.digest())

        for format in ["ndjson", "text"] {
            try run("resume", "@", "--format", format).expectRefusal(
                74, "\(folder)/lock: cannot be opened: Read-only file system")
        }
        try run("fork", "@", "--at", "50").expectRefusal(
            74, "\(disk.path): no run can be made in it: its folder cannot be made: Read-only file system")
        try run("rm", "@", "--force").expectRefusal(74, "\(folder)/lock: cannot be opened: Read-only file system")
        let output = "\(disk.path)/table"
        try run("export", "@", "--output", output).expectRefusal(
            74, "\(output): cannot be written: Read-only file system")
        try run("export", "@", "--format", "safetensors", "--output", output).expectRefusal(
            74, "\(output): cannot be created: Read-only file system")

        #expect(try run("runs").output.contains(sample.name))
        #expect(try run("export", "@").output == sample.run(["export"]).output)
        #expect(try run("verify", "@").exitCode == 0)
        let weights = try run(
            "export", "@", "--format", "safetensors", "--step", "333", "--output", sample.file("weights"))
        #expect(
            weights.exitCode == 0 && weights.said == ["groktop: 30 tensors of step 333 in \(sample.file("weights"))"])
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

    /// Every event that was printed is in the recording, in order.
    private func expectWhole(_ trained: String, _ runs: String) throws {
        let exported = try Program.run("export", "@", "--format", "ndjson", "--runs", runs)
        #expect(exported.exitCode == 0, "\(exported.errors)")
        #expect(exported.output == trained)
    }

    @Test("a disk that fills up: training goes on to its end, what is missing is said last, and it can be gone on from")
    func full() throws {
        let disk = try TemporaryDisk(size: "500k")
        let trained = try train(disk.path)
        #expect(try trained.exitCode == 74 && trained.digest == RecordedRunSample.digest())
        let last = try #require(trained.said.last)
        #expect(last.contains("the recording is not whole: ") && last.hasSuffix(" missing"), "\(trained.said)")
        #expect(trained.errors.hasSuffix(last + "\n"))

        let exported = try Program.run("export", "@", "--format", "ndjson", "--runs", disk.path)
        #expect(exported.exitCode == 0, "\(exported.errors)")
        let shown = Set(trained.output.split(separator: "\n"))
        let recorded = exported.output.split(separator: "\n")
        #expect(!recorded.isEmpty && recorded.allSatisfy(shown.contains))

        try disk.resize(to: "64m")
        let resumed = try Program.run("resume", "@", "--format", "ndjson", "--runs", disk.path)
        if recorded.count == shown.count {
            #expect(resumed.exitCode == 64, "all events were written, and checkpoints alone were missing")
        } else {
            #expect(resumed.said == [] && resumed.exitCode == 0)
            #expect(try resumed.digest == RecordedRunSample.digest())
        }
    }

    @Test("room that comes back while the run goes on: recording goes on without a hole")
    func roomAgain() throws {
        let disk = try TemporaryDisk(size: "300k")
        let errors = try TemporaryFolder()
        let file = errors.path + "/errors"
        let command =
            (["'\(Program.url.path)'", "train", "--runs", disk.path, "--pace", "150"] + RecordedRunSample.options
            + RecordedRunSample.steps).joined(separator: " ")
        // The shell says when the disk has been enlarged: as soon as the program says that it is full.
        let script = """
            \(command) >'\(errors.path)/output' 2>'\(file)' & pid=$!
            while ! grep -q 'there is no checkpoint of step\\|are kept in memory' '\(file)' && kill -0 $pid; do sleep \
            0.05; done
            mount -o remount,size=64m '\(disk.path)'; wait $pid; echo $? >'\(errors.path)/code'
            """
        _ = try Program.run("/bin/sh", ["-c", script])
        let said = try String(contentsOfFile: file, encoding: .utf8)
        let output = try String(contentsOfFile: errors.path + "/output", encoding: .utf8)
        #expect(said.contains("are kept in memory") || said.contains("there is no checkpoint of step"), "\(said)")
        #expect(!said.contains("unrecorded"), "\(said)")
        try expectWhole(output, disk.path)
        let code = try String(contentsOfFile: errors.path + "/code", encoding: .utf8).trimmingCharacters(in: .newlines)
        let lastLine = said.split(separator: "\n").last ?? ""
        #expect(code == (lastLine.contains("the recording is not whole: the checkpoint") ? "74" : "0"), "\(said)")
        let verified = try Program.run("verify", "@", "--runs", disk.path)
        #expect(verified.exitCode == 0, "\(verified.errors)")
    }

    @Test("a disk that is full from the start")
    func noRoom() throws {
        let disk = try TemporaryDisk(size: "8k")
        let trained = try train(disk.path)
        // Which of SQLite's files is the first without room decides how SQLite says it.
        let lines = ["the disk is full", "disk I/O error"].map { reason in
            ["the run goes on unrecorded", "nothing of the run was recorded"].map {
                "groktop: \(disk.path): no run can be made in it: \(reason); \($0)"
            }
        }
        #expect(lines.contains(trained.said), "\(trained.said)")
        #expect(try trained.exitCode == 74 && trained.digest == RecordedRunSample.digest())
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path).isEmpty)
    }
}
