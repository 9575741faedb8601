import Foundation
import GRDB
import RunEvents
import Safetensors
import Testing

/// A recorded run of a tiny model, to be damaged: it was stopped at step 420 of 600. Every sample is a copy in a runs
/// folder of its own.
final class RecordedRunSample: Sendable {
    static let options = [
        "--d-model", "16", "--heads", "2", "--ff", "32", "--train-size", "20", "--batch", "10", "--test-size", "60",
        "--interval",
        "50", "--window", "3", "--eval-every", "10", "--response-every", "3", "--checkpoint-every", "1", "--seed", "7",
    ]
    static let steps = ["--steps", "600", "--at", "250:weight-decay=0"]
    static let stoppedAt = 420

    private let temporary: TemporaryFolder
    /// The runs folder, the run's own, and what that is called.
    let runs: String
    let folder: String
    let name: String

    /// The last step before the end that has a checkpoint to go on from: on a busy machine some are left out, but never
    /// that of the mark at step 250.
    let older: Int

    var database: String { folder + "/run.sqlite" }

    init() throws {
        temporary = try TemporaryFolder()
        (runs, name) = (temporary.path + "/runs", try Self.recorded.get().name)
        folder = "\(runs)/\(name)"
        try FileManager.default.createDirectory(atPath: runs, withIntermediateDirectories: false)
        try FileManager.default.copyItem(atPath: try Self.recorded.get().folder, toPath: folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/checkpoints")
        let steps = names.filter { $0.hasSuffix(".windows.safetensors") }.compactMap {
            Int($0.dropFirst("step-".count).prefix(9))
        }
        older = try #require(steps.filter { $0 < Self.stoppedAt }.max())
    }

    /// Beside the runs folder.
    func file(_ name: String) -> String { temporary.path + "/" + name }

    func checkpoint(_ step: Int, _ kind: String = "") -> String {
        let digits = String(step)
        return
            "\(folder)/checkpoints/step-\(String(repeating: "0", count: 9 - digits.count))\(digits)\(kind).safetensors"
    }

    // MARK: The program

    /// - Parameter command: the words before the run's name; those behind come after.
    func run(_ command: [String], _ run: String? = nil, _ more: [String] = []) throws -> Program {
        let rest = more + ["--runs", runs]
        return try Program.run(Program.url.path, command + [run ?? name] + rest)
    }

    /// What a run that was never interrupted ends with.
    static func digest() throws -> String { try recorded.get().digest }

    // MARK: The disk

    /// Contents of all files, and nil for folders, by their paths in the runs folder.
    func contents() throws -> [String: Data?] { try Self.contents(of: runs) }

    static func contents(of folder: String) throws -> [String: Data?] {
        var contents: [String: Data?] = [:]
        for case let path as String in try #require(FileManager.default.enumerator(atPath: folder)) {
            var isFolder = ObjCBool(false)
            _ = FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
            contents[path] = .some(
                isFolder.boolValue ? nil : try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path)")))
        }
        return contents
    }

    // MARK: Damage

    func replaceDatabase(_ contents: Data) throws { try contents.write(to: URL(fileURLWithPath: database)) }

    func databaseContents() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: database)) }

    /// Changes the database as somebody with sqlite3 could, and leaves no log.
    func execute(_ sql: String) throws {
        let queue = try DatabaseQueue(path: database)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: sql)
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        try queue.close()
    }

    /// Changes a file's bytes.
    func change(_ path: String, _ body: (inout Data) throws -> Void) throws {
        let url = URL(fileURLWithPath: path)
        var data = try Data(contentsOf: url)
        try body(&data)
        try data.write(to: url)
    }

    /// Changes the header's text, which keeps its length.
    func changeHeader(_ path: String, _ old: String, _ new: String) throws {
        try change(path) { data in
            let count = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
            let header = String(decoding: data[8..<8 + count], as: UTF8.self)
            let range = try #require(header.range(of: old), "\(old) is not in the header")
            var changed = header.replacingCharacters(in: range, with: new)
            let excess = changed.utf8.count - count
            if excess > 0 { try #require(changed.hasSuffix(String(repeating: " ", count: excess))) }
            changed = excess > 0 ? String(changed.dropLast(excess)) : changed + String(repeating: " ", count: -excess)
            data.replaceSubrange(8..<8 + count, with: Data(changed.utf8))
        }
    }

    /// Writes a checkpoint's file anew, sound in itself, with another state.
    func changeState(_ path: String, _ body: (inout CheckpointState) -> Void) throws {
        let file = try SafetensorsFile(contentsOf: URL(fileURLWithPath: path))
        var metadata = file.metadata
        var state = try JSONDecoder().decode(CheckpointState.self, from: Data(try #require(metadata["groktop"]).utf8))
        body(&state)
        metadata["groktop"] = String(decoding: try JSONEncoder().encode(state), as: UTF8.self)
        try SafetensorsWriter.write(
            try file.header.order.map { try file.tensor($0) }, metadata: metadata, to: URL(fileURLWithPath: path))
    }

    /// Writes a checkpoint's file anew, sound in itself, with other tensors and no checksum.
    func changeTensors(_ path: String, _ body: ([SafetensorsTensor]) -> [SafetensorsTensor]) throws {
        let file = try SafetensorsFile(contentsOf: URL(fileURLWithPath: path))
        try SafetensorsWriter.write(
            body(try file.header.order.map { try file.tensor($0) }),
            metadata: file.metadata.filter { $0.key != "checksum" }, to: URL(fileURLWithPath: path))
    }

    // MARK: What is copied

    private struct Recorded {
        let folder: String
        let name: String
        let digest: String
    }

    /// Made once, and away with the tests' process.
    private static let recorded = Result { () throws -> Recorded in
        let runs = Program.data.appendingPathComponent("sample").path
        let whole = try Program.run(Program.url.path, ["train", "--no-record"] + options + steps)
        try #require(whole.exitCode == 0, "\(whole.errors)")
        let stopped = try Program.run(
            Program.url.path, ["train", "--runs", runs, "--at", "\(stoppedAt):stop"] + options + steps)
        try #require(stopped.exitCode == 0, "\(stopped.errors)")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: runs).first)
        return Recorded(folder: "\(runs)/\(name)", name: name, digest: try #require(whole.digest))
    }
}

extension Program {
    /// Of the parameters at the end of the run whose events were printed.
    var digest: String? {
        for line in output.split(separator: "\n").reversed() {
            if case .finished(let record)? = try? JSONDecoder().decode(RunEvent.self, from: Data(line.utf8)) {
                return record.parameterDigest
            }
        }
        return nil
    }

    /// What was said besides progress.
    var said: [String] { errors.split(separator: "\n").map(String.init).filter { $0.hasPrefix("groktop: ") } }

    /// Refused in one line, with nothing printed.
    func expectRefusal(
        _ exitCode: Int32, _ message: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(errors == "groktop: \(message)\n", sourceLocation: sourceLocation)
        #expect(output == "", sourceLocation: sourceLocation)
        #expect(self.exitCode == exitCode, sourceLocation: sourceLocation)
    }
}
