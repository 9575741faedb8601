import Foundation
import RunEvents
import TestSupport
import Testing

/// A run of another program, recorded by `groktop record -` into a runs folder of its own.
struct WatchedRecording {
    private let temporary: TemporaryFolder
    let name: String
    let program: Program

    var runs: String { temporary.path }
    var folder: String { "\(runs)/\(name)" }

    init(_ events: [RunEvent] = WatchedEvents.all) throws {
        temporary = try TemporaryFolder()
        program = try FedProgram.run(["record", "-", "--runs", temporary.path], input: Self.text(events))
        name = try #require(try FileManager.default.contentsOfDirectory(atPath: temporary.path).first)
    }

    static func text(_ events: [RunEvent]) throws -> String {
        try events.map { try JSONText.line($0) + "\n" }.joined()
    }

    /// - Parameter command: the words before the run's name; those behind come after.
    func run(_ command: [String], _ more: [String] = []) throws -> Program {
        try Program.run(Program.url.path, command + [name] + more + ["--runs", runs])
    }
}
