import Foundation
import GRDB
import Testing

/// What is refused is refused for its true reason, in one line.
@Suite("True reasons")
struct TrueReasonTests {
    private static let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"]

    /// By another process: a descriptor that writes the copy must not be among those that other tests' programs
    /// inherit, or it could not be run yet.
    private static func copyProgram(to folder: TemporaryFolder) throws {
        let result = try Program.run("/bin/cp", [Program.url.path, folder.file("groktop").path])
        try #require(result.exitCode == 0, "\(result.errors)")
    }

    /// Somebody who may not read everything; nil where there is no way to be one.
    private static func runAsNobody(_ arguments: [String]) throws -> Program? {
        guard getuid() == 0 else { return try Program.run(Program.url.path, arguments) }
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv") else { return nil }
        // The build may lie where only root can go.
        let copy = try TemporaryFolder()
        chmod(copy.path, 0o755)
        try Self.copyProgram(to: copy)
        return try Program.run("/usr/bin/setpriv", nobody + [copy.file("groktop").path] + arguments)
    }

    @Test(
        "a run that may not be read",
        arguments: [["runs"], ["export"], ["verify"], ["resume", "--format", "text"], ["rm", "--force"]], [true, false])
    func permission(command: [String], isFolder: Bool) throws {
        let sample = try RecordedRunSample()
        for path in [sample.file(""), sample.runs] { chmod(path, 0o755) }
        chmod(isFolder ? sample.folder : sample.database, 0)
        defer { chmod(sample.folder, 0o755) }
        guard command.first != "rm" || isFolder else { return }
        let run = command == ["runs"] ? [] : [sample.name]
        guard let program = try Self.runAsNobody(command + run + ["--runs", sample.runs]) else { return }
        #expect((program.output + program.errors).contains("cannot be opened: Permission denied"), "\(program)")
        #expect(program.errors.split(separator: "\n").count == (command == ["runs"] ? 0 : 1))
    }

    @Test(
        "checkpoints that may not be read are not said to be missing",
        arguments: [["probe", "fourier"], ["export", "--format", "safetensors"]])
    func checkpoints(command: [String]) throws {
        let sample = try RecordedRunSample()
        for path in [sample.file(""), sample.runs] { chmod(path, 0o755) }
        let checkpoints = sample.folder + "/checkpoints"
        chmod(checkpoints, 0)
        defer { chmod(checkpoints, 0o755) }
        let output = command[0] == "export" ? ["--output", sample.file("weights.safetensors")] : []
        guard let program = try Self.runAsNobody(command + [sample.name, "--runs", sample.runs] + output) else {
            return
        }
        #expect(program.errors == "groktop: \(checkpoints): cannot be read: Permission denied\n")
        #expect(program.exitCode == 74)
    }

    @Test("a name that is no UTF-8 is listed, and refused as what it is")
    func name() throws {
        let sample = try RecordedRunSample()
        let script = "cp -r '\(sample.folder)' '\(sample.runs)'/$'bad\\xff'; '\(Program.url.path)'"
        let listed = try Program.run("/bin/bash", ["-c", "\(script) runs --runs '\(sample.runs)'"])
        #expect(
            listed.output.contains(
                "bad\\xFF: cannot be read: its name is no UTF-8, and groktop opens no other: it can be renamed"))
        #expect(listed.output.contains(sample.name))
        for argument in ["$'bad\\xff'", "'\(sample.runs)'/$'bad\\xff'"] {
            let refused = try Program.run(
                "/bin/bash", ["-c", "'\(Program.url.path)' export \(argument) --runs '\(sample.runs)'"])
            #expect(refused.exitCode == 64)
            #expect(refused.errors.contains("argument 2 is not UTF-8") && refused.errors.contains("bad\\xFF'"))
            #expect(refused.errors.split(separator: "\n").count == 1)
        }
    }

    @Test(
        "a folder that cannot be made or read",
        arguments: [
            (["replicate", "--out", "/dev/null"], "/dev/null/runs: cannot be made: Not a directory"),
            (["replicate", "--out", "/dev/null/x"], "/dev/null/x/runs: cannot be made: Not a directory"),
            (["runs", "--runs", "/dev/null"], "/dev/null: cannot be read: Not a directory"),
            (["export", "@", "--runs", "/dev/null/x"], "/dev/null/x: cannot be read: Not a directory"),
        ])
    func folder(arguments: [String], message: String) throws {
        let program = try Program.run(Program.url.path, arguments)
        #expect(program.errors == "groktop: \(message)\n")
        #expect(program.exitCode == 74)
    }

    @Test("an installation without themes says where they are listed")
    func themes() throws {
        let folder = try TemporaryFolder()
        try Self.copyProgram(to: folder)
        let environment = ["XDG_CONFIG_HOME": folder.path]
        let program = try Program.run(folder.file("groktop").path, ["--theme", "nosuch"], environment: environment)
        #expect(
            program.errors
                == "groktop: --theme 'nosuch': there is no such theme; groktop themes lists those there are, or give a "
                + "file\n")
        #expect(program.exitCode == 66)
    }

    @Test(
        "the same limits for the same quantity", arguments: ["weight-decay", "pace"],
        ["1e9", "1e300", "nan", "-1", "1e-13"])
    func limits(quantity: String, value: String) throws {
        if quantity == "weight-decay", value == "1e-13" { return }
        let option = try Program.run("train", "--\(quantity)=\(value)", "--no-record")
        let command = try Program.run("train", "--at", "1:\(quantity)=\(value)", "--no-record")
        #expect(option.exitCode == 64)
        #expect(command.exitCode == 64)
        let accepted = quantity == "pace" ? "a number from 0.001 to 1000000" : "a number from 0 to 1000"
        #expect(option.errors.contains(accepted))
        if !["nan", "-1"].contains(value) { #expect(command.errors.contains(accepted)) }
        #expect(option.errors.split(separator: "\n").count == 1)
    }

    @Test("what an older version accepted is still read, and gone on with")
    func older() throws {
        let sample = try RecordedRunSample()
        let queue = try DatabaseQueue(path: sample.database)
        // Scheduled behind the step that the run has come to.
        let schedule =
            "[{\"step\":430,\"command\":\"pace=1e-13\"},{\"step\":430,\"command\":\"weight-decay=1000000000.0\"},"
            + "{\"step\":430,\"command\":\"stop\"}]"
        try queue.write { try $0.execute(sql: "UPDATE run SET schedule = ?", arguments: [schedule]) }
        try queue.close()
        let program = try sample.run(["resume"], nil, ["--format", "text"])
        #expect(program.exitCode == 0, "\(program.errors)")
        #expect(program.output.contains("weight-decay=1000000000.0"))
    }
}
