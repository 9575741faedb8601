import Foundation
import Testing

/// The program as a user runs it: a process with arguments, its output and its exit code.
struct Program {
    let output: String
    let errors: String
    let exitCode: Int32

    /// Built beside the tests, as they depend on it.
    static let url: URL = {
        var folder = Bundle.main.executableURL!.resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appendingPathComponent("groktop")
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder), !isFolder.boolValue {
                return candidate
            }
            folder = folder.deletingLastPathComponent()
        }
        preconditionFailure("groktop is not built")
    }()

    /// What is recorded without `--runs` goes here, and away with the tests' process.
    static let data: URL = {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(
            "groktop-test-data-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(at: Program.data) }
        return url
    }()

    static var environment: [String: String] {
        // Whoever runs the tests may have a configuration, a wish for no colours and a terminal in a terminal, which
        // are none of theirs.
        let own = ["NO_COLOR", "COLORTERM", "TMUX", "STY"]
        // How a screen was left is remembered, and no test is to see what another has left.
        let state = data.path + "/state-\(UUID().uuidString)"
        return ProcessInfo.processInfo.environment.filter { !own.contains($0.key) }.merging([
            "XDG_DATA_HOME": data.path, "XDG_CACHE_HOME": data.path + "/cache",
            "XDG_CONFIG_HOME": data.path + "/no-configuration", "XDG_STATE_HOME": withoutHints(state),
        ]) { $1 }
    }

    /// Makes the folder of a screen that was left with hints switched off: they would stand where tests look for keys.
    private static func withoutHints(_ folder: String) -> String {
        let url = URL(fileURLWithPath: folder).appendingPathComponent("groktop", isDirectory: true)
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        try? Data("{\"showsGuidance\": false}".utf8).write(to: url.appendingPathComponent("screen.json"))
        return folder
    }

    /// Runs it to its end. Output is read while it runs, so that no pipe fills up.
    static func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Program {
        try run(url.path, arguments, environment: environment)
    }

    static func run(_ path: String, _ arguments: [String], environment: [String: String] = [:]) throws -> Program {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = Self.environment.merging(environment) { $1 }
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        try process.run()
        // Standard error is a few lines, less than a pipe holds.
        let outputData = output.fileHandleForReading.readDataToEndOfFile()
        let errorData = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Program(
            output: String(decoding: outputData, as: UTF8.self), errors: String(decoding: errorData, as: UTF8.self),
            exitCode: process.terminationStatus)
    }

    /// The output's lines as JSON objects.
    func objects() throws -> [[String: Any]] {
        try output.split(separator: "\n").map { line in
            try #require(
                JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "not a JSON object: \(line)")
        }
    }
}
