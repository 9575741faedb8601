import Foundation
import RunEvents
import Synchronization
import Testing

/// A recording survives the death of its process.
@Suite("Killed while recording")
struct KilledRunTests {
    /// Some two seconds of training, with evaluations, fine windows, checkpoints and a change of ω all the time.
    private static let options = [
        "--steps", "4000", "--d-model", "16", "--heads", "2", "--ff", "32", "--train-size", "20", "--batch", "10",
        "--test-size",
        "60", "--interval", "50", "--window", "3", "--eval-every", "10", "--checkpoint-every", "4", "--seed", "7",
        "--at",
        "777:weight-decay=0", "--at", "2100:weight-decay=2",
    ]
    /// Seconds: what a kill may lose.
    private static let mayBeLost = 1.0

    @Test(
        "twenty times, at random moments: what was told a second before is there, and resuming ends in the same bits"
    )
    func kills() throws {
        let folder = try TemporaryFolder()
        let runs = ["--runs", folder.path]
        let whole = try Program.run(Program.url.path, ["train"] + runs + Self.options)
        try #require(whole.exitCode == 0, "\(whole.errors)")
        let reference = Self.reproduced(whole.output)
        let digest = try #require(Self.digest(whole.output))
        let duration = try Self.secondsOfARun()

        for moment in 1...20 {
            let seconds = Double.random(in: 0...duration)
            let killed = try Self.kill(after: seconds, ["train"] + runs + Self.options)
            let context: Comment = "kill \(moment), after \(seconds) s"
            // Killed before it had a run to record: nothing is there, not even half of it.
            if killed.lines.isEmpty, try Program.run("runs", "--runs", folder.path, "--json").objects().count == moment
            {
                continue
            }

            let before = try Program.run("export", "@", "--runs", folder.path, "--format", "ndjson")
            #expect(before.exitCode == 0, "\(before.errors)")
            let recorded = Set(before.output.split(separator: "\n"))
            for (line, arrival) in killed.lines where arrival < killed.end - Self.mayBeLost {
                #expect(recorded.contains(line), context)
            }
            // What is recorded can be ahead of what was printed: also the end.
            let isFinished = Self.digest(before.output) != nil
            let resumed = try Program.run("resume", "@", "--runs", folder.path, "--format", "ndjson")
            if isFinished {
                #expect(resumed.exitCode == 64 && resumed.errors.contains("is finished"), context)
            } else {
                #expect(resumed.exitCode == 0, "\(resumed.errors)")
                #expect(Self.digest(resumed.output) == digest, context)
            }
            let after = try Program.run("export", "@", "--runs", folder.path, "--format", "ndjson")
            #expect(Self.reproduced(after.output) == reference, context)
            #expect(Self.digest(after.output) == digest, context)
        }
    }

    // MARK: Help

    private struct Killed {
        var lines: [(Substring, Double)]
        var end: Double
    }

    /// Runs the program and kills it, noting when each line of output came.
    private static func kill(after seconds: Double, _ arguments: [String]) throws -> Killed {
        let process = Process()
        process.executableURL = Program.url
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        process.environment = Program.environment
        let chunks = Mutex<[(Data, Double)]>([])
        try process.run()
        let reader = Thread {
            while true {
                let data = pipe.fileHandleForReading.availableData
                if data.isEmpty { return }
                let now = ProcessInfo.processInfo.systemUptime
                chunks.withLock { $0.append((data, now)) }
            }
        }
        reader.start()
        Thread.sleep(forTimeInterval: seconds)
        let end = ProcessInfo.processInfo.systemUptime
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        while !reader.isFinished { Thread.sleep(forTimeInterval: 0.005) }

        var lines: [(Substring, Double)] = []
        var rest = Data()
        for (data, arrival) in chunks.withLock({ $0 }) {
            rest += data
            while let newline = rest.firstIndex(of: UInt8(ascii: "\n")) {
                lines.append((String(decoding: rest[rest.startIndex..<newline], as: UTF8.self)[...], arrival))
                rest = Data(rest[rest.index(after: newline)...])
            }
        }
        return Killed(lines: lines, end: end)
    }

    private static func secondsOfARun() throws -> Double {
        let start = ProcessInfo.processInfo.systemUptime
        _ = try Program.run(Program.url.path, ["train", "--no-record"] + options)
        return ProcessInfo.processInfo.systemUptime - start
    }

    /// What configuration and commands decide, without what the clock does.
    private static func reproduced(_ output: String) -> [RunEvent] {
        output.split(separator: "\n").compactMap { line in
            (try? JSONDecoder().decode(RunEvent.self, from: Data(line.utf8)))?.withoutTiming
        }.filter(\.isReproduced)
    }

    private static func digest(_ output: String) -> String? {
        for line in output.split(separator: "\n").reversed() {
            if case .finished(let record)? = try? JSONDecoder().decode(RunEvent.self, from: Data(line.utf8)) {
                return record.parameterDigest
            }
        }
        return nil
    }
}
