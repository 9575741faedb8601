import Foundation
import Testing

/// What only reads changes no byte of a run, however damaged or strange that is.
@Suite("Reading changes nothing")
struct ReadingChangesNothingTests {
    private let sample: RecordedRunSample

    init() throws { sample = try RecordedRunSample() }

    /// Every command that only reads. `{}` is the run, `{out}` a file that may be written.
    private static let commands: [[String]] = [
        ["runs"], ["runs", "--json"], ["export", "{}", "--format", "ndjson"], ["export", "{}", "--table", "spectra"],
        ["export", "{}", "--table", "probes"], ["export", "{}", "--format", "safetensors", "-o", "{out}"],
        ["verify", "{}"],
        ["probe", "readout", "{}", "--json"], ["replay", "{}"], ["watch", "--follow", "{}"],
    ]

    /// What is there, links and all: its kind, mode, length, times and bytes.
    private static func state(of folder: String) throws -> [String: String] {
        var state: [String: String] = [:]
        for case let path as String in try #require(FileManager.default.enumerator(atPath: folder)) {
            var status = stat()
            let file = "\(folder)/\(path)"
            guard lstat(file, &status) == 0 else { continue }
            var text =
                "\(status.st_mode) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) "
                + "\(status.st_nlink)"
            if status.st_mode & S_IFMT == S_IFREG {
                text += " \(try Data(contentsOf: URL(fileURLWithPath: file)).hashValue)"
            }
            state[path] = text
        }
        return state
    }

    /// Leaves the run as a kill does: its newest events in the log.
    private func leaveLog() throws {
        let process = Process()
        process.executableURL = Program.url
        process.arguments = ["resume", sample.name, "--runs", sample.runs, "--format", "ndjson", "--pace", "200"]
        process.environment = Program.environment
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let log = sample.folder + "/run.sqlite-wal"
        let end = Date(timeIntervalSinceNow: 30)
        while Date() < end, process.isRunning {
            let size = try? FileManager.default.attributesOfItem(atPath: log)[.size] as? Int
            if size ?? 0 > 20_000 { break }
            usleep(10_000)
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try #require(FileManager.default.fileExists(atPath: log))
    }

    /// Changes one thing, or several, by chance.
    private func mutate(_ folder: String, _ generator: inout FuzzChance) throws {
        func isRegular(_ file: String) -> Bool {
            var status = stat()
            return lstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        }
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }.filter(
            isRegular
        ).sorted()
        // The database and its log are the most that can go wrong.
        let databases = files.filter { $0.contains("run.sqlite") }
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let pool = Bool.random(using: &generator) ? files : databases
            guard let file = pool.randomElement(using: &generator), isRegular(file) else { continue }
            let url = URL(fileURLWithPath: file)
            var data = try Data(contentsOf: url)
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: try FileManager.default.removeItem(at: url)
            case 1: try data.prefix(.random(in: 0...data.count, using: &generator)).write(to: url)
            case 2: try Data().write(to: url)
            case 3:
                try FileManager.default.removeItem(at: url)
                try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: folder + "/lock")
            case 4:
                try FileManager.default.removeItem(at: url)
                #expect(mkfifo(file, 0o600) == 0)
            default:
                guard !data.isEmpty else { continue }
                for _ in 0..<Int.random(in: 1...30, using: &generator) {
                    data[Int.random(in: data.indices, using: &generator)] = .random(in: 0 ... .max, using: &generator)
                }
                try data.write(to: url)
            }
        }
    }

    @Test("over three hundred mutated runs, and every command that reads", .timeLimit(.minutes(15)))
    func mutated() async throws {
        try await onOwnThread { try readMutated() }
    }

    private func readMutated() throws {
        try leaveLog()
        let pristine = sample.file("pristine")
        try FileManager.default.copyItem(atPath: sample.folder, toPath: pristine)
        let seed =
            ProcessInfo.processInfo.environment["GROKTOP_FUZZ_SEED"].flatMap(UInt64.init) ?? .random(in: 0 ... .max)
        var generator = FuzzChance(seed: seed)
        for round in 0..<300 {
            try FileManager.default.removeItem(atPath: sample.folder)
            try FileManager.default.copyItem(atPath: pristine, toPath: sample.folder)
            if round > 0 { try mutate(sample.folder, &generator) }
            let before = try Self.state(of: sample.runs)
            // The listing each time, and two of the others in turn.
            let turns = [0, 2 + round % 8, 2 + (round / 8 + round) % 8]
            for command in turns.map({ Self.commands[$0] }) {
                let output = sample.file("output")
                let words = command.map { $0.replacingOccurrences(of: "{}", with: sample.name) }
                    .map { $0.replacingOccurrences(of: "{out}", with: output) }
                let program = try Program.run(Program.url.path, words + ["--runs", sample.runs])
                let context: Comment = "seed \(seed), round \(round), \(words): \(program.errors)"
                #expect(try Self.state(of: sample.runs) == before, context)
                #expect([0, 1, 64, 65, 66, 74, 75].contains(program.exitCode), context)
                #expect(program.errors.split(separator: "\n").filter { $0.hasPrefix("groktop: ") }.count <= 2, context)
            }
        }
    }
}
