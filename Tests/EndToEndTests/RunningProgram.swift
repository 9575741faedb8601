import Foundation
import Testing

/// The program in the background, until it is told to end.
final class RunningProgram {
    private let process = Process()

    /// Its output is thrown away.
    init(_ arguments: [String]) throws {
        process.executableURL = Program.url
        process.arguments = arguments
        process.environment = Program.environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// As a person would end it.
    func interrupt() -> Int32 {
        process.interrupt()
        process.waitUntilExit()
        return process.terminationStatus
    }

    func signal(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits until it ends by itself.
    ///
    /// - Returns: its exit code.
    func end() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// As the system would end it, without a word.
    func killNow() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Waits until the newest run of a runs folder is recorded, and has come to a step.
    ///
    /// - Returns: its name.
    static func waitForRecording(in runs: String, step: Int = 1) throws -> String {
        let end = Date(timeIntervalSinceNow: 30)
        while Date() < end {
            let objects = try Program.run("runs", "--json", "--runs", runs).objects()
            if let run = objects.first, run["state"] as? String == "running", (run["step"] as? Int ?? 0) >= step {
                return try #require(run["name"] as? String)
            }
            usleep(20_000)
        }
        throw PseudoTerminal.Timeout(description: "nothing is recorded in \(runs)")
    }
}
