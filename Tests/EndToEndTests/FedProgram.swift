import Foundation
import Testing

/// The program in the background, with a standard input that the test writes to, and its output kept.
final class FedProgram {
    let process = Process()
    private let input = Pipe()
    private let folder: TemporaryFolder

    init(_ arguments: [String]) throws {
        folder = try TemporaryFolder()
        process.executableURL = Program.url
        process.arguments = arguments
        process.environment = Program.environment
        process.standardInput = input
        process.standardOutput = try Self.handle(folder.file("output"))
        process.standardError = try Self.handle(folder.file("errors"))
        try process.run()
    }

    private static func handle(_ file: URL) throws -> FileHandle {
        _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        return try FileHandle(forWritingTo: file)
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    func write(_ text: String) throws { try input.fileHandleForWriting.write(contentsOf: Data(text.utf8)) }

    func signal(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// What has been printed so far.
    var output: String { (try? String(contentsOf: folder.file("output"), encoding: .utf8)) ?? "" }
    var errors: String { (try? String(contentsOf: folder.file("errors"), encoding: .utf8)) ?? "" }

    /// Ends its input, and waits until it has ended.
    func end() throws -> Program {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        return Program(output: output, errors: errors, exitCode: process.terminationStatus)
    }

    /// Runs it to its end on a text.
    static func run(_ arguments: [String], input: String) throws -> Program {
        let program = try FedProgram(arguments)
        try program.write(input)
        return try program.end()
    }
}

/// Waits for a condition.
///
/// - Throws: after half a minute.
func waitUntil(_ name: String, _ condition: () throws -> Bool) throws {
    let end = Date(timeIntervalSinceNow: 30)
    while Date() < end {
        if try condition() { return }
        usleep(20_000)
    }
    throw PseudoTerminal.Timeout(description: "waited for \(name)")
}
