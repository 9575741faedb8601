import Foundation
import Testing

/// The program under hostile input: it may refuse, but never trap, hang, or send a terminal what it could obey.
struct FuzzedProgram {
    let command: String
    let output: String
    let errors: String
    /// nil where a signal ended it.
    let exitCode: Int32?
    let hung: Bool

    /// What is still running then has been asked for much, and is told to end.
    static let patience = 3.0
    /// How soon it has to be gone then, on a machine that does much else.
    private static let longestEnd = 30.0

    /// - Parameter patience: seconds after which it is told to end.
    static func run(
        _ arguments: [String], in folder: URL, path: String = Program.url.path, environment: [String: String] = [:],
        patience: Double = patience
    ) throws -> FuzzedProgram {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = Program.environment.merging(
            ["TERM": "dumb", "OPENBLAS_NUM_THREADS": "1", "HOME": folder.path, "XDG_DATA_HOME": folder.path]
        ) { $1 }.merging(environment) { $1 }
        process.currentDirectoryURL = folder
        let files = ["output", "errors"].map { folder.appendingPathComponent(".fuzz-\($0)") }
        for file in files { try Data().write(to: file) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try process.run()
        func waits(_ seconds: Double) -> Bool {
            let end = Date(timeIntervalSinceNow: seconds)
            while process.isRunning, Date() < end { usleep(2_000) }
            return !process.isRunning
        }
        var hung = false
        if !waits(patience) {
            process.terminate()
            hung = !waits(longestEnd)
            if hung { kill(process.processIdentifier, SIGKILL) }
        }
        process.waitUntilExit()
        let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return FuzzedProgram(
            command: arguments.map { "'\($0.prefix(200))'" }.joined(separator: " "), output: texts[0], errors: texts[1],
            exitCode: process.terminationReason == .exit ? process.terminationStatus : nil, hung: hung)
    }

    /// - Parameter seed: what brings it again.
    func check(seed: UInt64, _ what: String = "") {
        let place = "GROKTOP_FUZZ_SEED=\(seed): \(command) \(what)\n\(errors.prefix(1_500))"
        #expect(!hung, "it hangs; \(place)")
        // 128 and more are what a shell makes of signals; 130 and 143 are Ctrl-C's and ours.
        #expect(
            exitCode.map { $0 < 128 || [130, 143].contains($0) } ?? hung,
            "exit code \(exitCode.map(String.init) ?? "by a signal"); \(place)")
        for sign in ["Fatal error", "crashed", "Illegal instruction", "stack dump"] {
            #expect(!errors.contains(sign) && !output.contains(sign), "\(sign); \(place)")
        }
        let isClean = errors.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control }
        #expect(isClean, "control characters on standard error; \(place)")
        if let exitCode, exitCode != 0, !hung {
            let lines = errors.split(separator: "\n")
            #expect(
                lines.contains { $0.hasPrefix("groktop: ") }, "no reason is given for exit code \(exitCode); \(place)")
        }
    }
}
