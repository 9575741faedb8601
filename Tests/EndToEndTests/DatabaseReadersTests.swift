import Foundation
import Testing

/// The commands that docs/RECORDING.md gives for sqlite3, on the files themselves.
@Suite("Recordings read with sqlite3")
struct DatabaseReadersTests {
    private static let count = "SELECT count(*) FROM evaluation"

    /// - Parameter nobody: without root's right to write everywhere.
    private static func sqlite(_ file: String, as nobody: Bool = false, _ options: String...) throws -> Program {
        let command = ["sqlite3"] + options + [file, count]
        guard nobody, geteuid() == 0 else { return try Program.run("/usr/bin/env", command) }
        return try Program.run(
            "/usr/bin/env", ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] + command)
    }

    private static func names(_ folder: String) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: folder))
    }

    @Test("a finished run with immutable=1: also where nothing may be written, and nothing is left")
    func finished() throws {
        let sample = try RecordedRunSample()
        try #require(try sample.run(["resume"], nil, ["--format", "ndjson"]).exitCode == 0)
        let expected = try sample.run(["export"]).output.split(separator: "\n").count - 1
        let before = try sample.contents()
        for file in ["file:\(sample.database)?immutable=1"] {
            let program = try Self.sqlite(file)
            #expect(program.exitCode == 0 && program.output == "\(expected)\n", "\(program.errors)")
        }
        #expect(try sample.contents() == before)

        // Readable by everyone, and writable by nobody.
        try Self.open(sample)
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: sample.folder)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: sample.folder) }
        let program = try Self.sqlite("file:\(sample.database)?immutable=1", as: true)
        #expect(program.exitCode == 0 && program.output == "\(expected)\n", "\(program.errors)")
        // Why it takes that: SQLite wants to write beside the file, even to read it only.
        #expect(try Self.sqlite(sample.database, as: true, "-readonly").exitCode != 0)
        #expect(try Self.names(sample.folder) == ["run.sqlite", "checkpoints", "commands", "lock"])
    }

    @Test("a run that is recorded or was killed: immutable=1 misses what only the log has, and a copy does not")
    func killed() throws {
        let folder = try TemporaryFolder()
        let runs = folder.file("runs").path
        let process = Process()
        process.executableURL = Program.url
        process.arguments = [
            "train", "--steps", "1000000", "--d-model", "16", "--heads", "2", "--ff", "32", "--train-size", "20",
            "--batch", "10",
            "--test-size", "60", "--eval-every", "10", "--runs", runs, "--pace", "500",
        ]
        process.environment = Program.environment
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        let name = try RunningProgram.waitForRecording(in: runs, step: 100)
        let run = "\(runs)/\(name)"
        // While it is recorded an ordinary reader sees all that is committed.
        let live = try Self.sqlite("\(run)/run.sqlite", as: false, "-readonly")
        #expect(try live.exitCode == 0 && #require(Int(live.output.dropLast())) >= 10, "\(live.errors)")
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()

        let expected = try Program.run("export", name, "--runs", runs).output.split(separator: "\n").count - 1
        let immutable = try Self.sqlite("file:\(run)/run.sqlite?immutable=1")
        #expect(
            immutable.exitCode != 0 || Int(immutable.output.dropLast()).map { $0 < expected } == true,
            "\(immutable.output)")
        let before = try Self.names(run)
        let copy = folder.file("copy").path
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: false)
        for file in ["run.sqlite", "run.sqlite-wal"] {
            try FileManager.default.copyItem(atPath: "\(run)/\(file)", toPath: "\(copy)/\(file)")
        }
        let copied = try Self.sqlite("\(copy)/run.sqlite")
        #expect(copied.exitCode == 0 && copied.output == "\(expected)\n", "\(copied.errors)")
        #expect(try Self.names(run) == before)
    }

    /// Lets everyone read what the tests' user made, in all folders down to it.
    private static func open(_ sample: RecordedRunSample) throws {
        for path in [URL(fileURLWithPath: sample.runs).deletingLastPathComponent().path, sample.runs, sample.folder] {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: sample.database)
    }
}
