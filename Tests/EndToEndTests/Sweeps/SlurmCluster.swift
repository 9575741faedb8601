import Foundation
import Testing

/// A real Slurm cluster of two nodes on this machine, as long as its owner lives.
final class SlurmCluster {
    /// Sockets need a short path.
    private let folder: URL
    let environment: [String: String]
    /// What was begun, and may not be over.
    private var begun: [Process] = []

    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("scripts/slurm-cluster").path

    /// Why there can be no cluster on this machine; nil where there can. Slurm is installed where it is missing.
    static let obstacle: String? = {
        do {
            let installed = try Program.run(script, ["install"])
            if installed.exitCode == 77 { return installed.errors.trimmingCharacters(in: .whitespacesAndNewlines) }
            return nil
        } catch {
            return "\(script) cannot be started: \(error)"
        }
    }()

    /// - Parameter processors: how many jobs of one processor each node takes.
    init(processors: Int) throws {
        folder = URL(fileURLWithPath: "/tmp/gk-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        environment = ["SLURM_CONF": folder.path + "/cluster/slurm.conf", "PATH": "\(path):/usr/sbin:/sbin"]
        let started = try Program.run(
            Self.script, ["start", folder.path], environment: ["NODE_CPUS": "\(processors)"])
        try #require(started.exitCode == 0, "\(started.errors)")
    }

    deinit {
        for process in begun where process.isRunning { kill(process.processIdentifier, SIGKILL) }
        _ = try? Program.run(Self.script, ["stop", folder.path])
        try? FileManager.default.removeItem(at: folder)
    }

    /// Does what the script calls `action`.
    func act(_ action: String, _ more: String...) throws {
        let program = try Program.run(Self.script, [action, folder.path] + more)
        try #require(program.exitCode == 0, "\(action): \(program.errors)")
    }

    /// What a program of Slurm's prints.
    @discardableResult
    func tool(_ words: String...) throws -> String {
        let program = try Program.run("/usr/bin/env", words, environment: environment)
        try #require(program.exitCode == 0, "\(words): \(program.errors)")
        return program.output
    }

    /// Starts a program of Slurm's and does not wait for its end. What it says is lost.
    func begin(_ words: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.environment = Program.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        begun.append(process)
    }

    /// Waits until something is so.
    func wait(_ seconds: Double = 60, for what: String, until isSo: () throws -> Bool) throws {
        let end = Date(timeIntervalSinceNow: seconds)
        while Date() < end {
            if try isSo() { return }
            usleep(200_000)
        }
        throw PseudoTerminal.Timeout(description: "\(what) does not come: \(try tool("squeue", "-r", "-t", "all"))")
    }
}
