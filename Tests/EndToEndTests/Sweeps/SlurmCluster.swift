import Foundation
import Testing

/// A real Slurm cluster of two nodes on this machine, as long as its owner lives.
final class SlurmCluster {
    /// Sockets need a short path.
    private let folder: URL
    let environment: [String: String]

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

    init() throws {
        folder = URL(fileURLWithPath: "/tmp/gk-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        environment = ["SLURM_CONF": folder.path + "/cluster/slurm.conf", "PATH": "\(path):/usr/sbin:/sbin"]
        try act("start")
    }

    deinit {
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
