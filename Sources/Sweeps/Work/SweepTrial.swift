internal import Console
internal import Foundation
internal import Recording
internal import RunEvents

/// Trains runs for a moment, as a sweep would: as many at a time, as processes of their own, recorded.
struct SweepTrial {
    private let settings: WorkSettings
    private let lanes: Int
    private let threads: Int
    private let seconds: Double

    /// What a run costs.
    struct Cost {
        /// From the start of the process to the first step, and from the last step to its end.
        var startSeconds: Double
        var secondsPerStep: Double
        /// The run folder before the first step, without checkpoints.
        var emptyBytes: Double
        /// By how much a step lets the database grow.
        var bytesPerStep: Double
        var checkpointBytes: Double
        var stepsPerCheckpoint: Double
    }

    init(_ settings: WorkSettings, lanes: Int, threads: Int, seconds: Double) {
        (self.settings, self.lanes, self.threads, self.seconds) = (settings, lanes, threads, seconds)
    }

    /// What a run of these options costs.
    ///
    /// - Parameter words: options of `groktop train` for each of the runs that are trained at a time.
    /// - Throws: `Failure` where the runs cannot be trained here.
    func cost(of words: [[String]]) throws(Failure) -> Cost {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "groktop-trial-\(UInt64.random(in: .min ... .max))", isDirectory: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .inputOutput("\(folder.path): cannot be made: \(error.localizedDescription)")
        }
        let began = ContinuousClock.now
        try train(words[0] + ["--at", "0:stop"], name: "empty", in: folder).wait(ofAtMost: nil)
        let start = (ContinuousClock.now - began) / .seconds(1)
        let empty = try measured("empty", in: folder)

        let names = (0..<lanes).map { "trial-\($0)" }
        var children: [Trainee] = []
        for (index, name) in names.enumerated() {
            children.append(try train(words[index % words.count], name: name, in: folder))
        }
        for child in children { child.wait(ofAtMost: seconds + start) }
        var runs: [Measured] = []
        for name in names { runs.append(try measured(name, in: folder)) }
        let steps = runs.reduce(0) { $0 + $1.steps }
        guard steps > 0 else {
            throw .run("no step was trained in \(Int(seconds)) s; there is nothing to estimate by")
        }
        let growth = runs.reduce(0) { $0 + max(0, $1.bytes - empty.bytes) }
        let checkpoints = runs.reduce(0) { $0 + $1.checkpoints }
        return Cost(
            startSeconds: start, secondsPerStep: runs.reduce(0) { $0 + $1.seconds } / steps, emptyBytes: empty.bytes,
            bytesPerStep: growth / steps,
            checkpointBytes: runs.reduce(0) { $0 + $1.checkpointBytes } / max(1, checkpoints),
            stepsPerCheckpoint: max(1, steps / max(1, checkpoints)))
    }

    /// A process and the moment that it was started at.
    private struct Trainee {
        let child: ChildProcess
        let began = ContinuousClock.now

        /// Waits for its end, and asks for it when the time is over.
        ///
        /// - Parameter seconds: from its start on; nil for no limit.
        func wait(ofAtMost seconds: Double?) {
            if let seconds {
                let rest = seconds - (ContinuousClock.now - began) / .seconds(1)
                if rest > 0 { Thread.sleep(forTimeInterval: rest) }
                child.send(SIGTERM)
            }
            _ = child.wait()
        }
    }

    private func train(_ words: [String], name: String, in folder: URL) throws(Failure) -> Trainee {
        let common = ["--runs", folder.path, "--name", name, "--threads", "\(threads)", "--no-commands"]
        let child = ChildProcess.Settings(
            words: [settings.program, "train"] + words + common + ["--ends-with-input"],
            environment: settings.environment, log: folder.appendingPathComponent("\(name).txt"), lock: nil)
        return Trainee(child: try ChildProcess.start(child))
    }

    /// What a trial has left.
    private struct Measured {
        var steps: Double
        var seconds: Double
        var bytes: Double
        var checkpoints: Double
        var checkpointBytes: Double
    }

    private func measured(_ name: String, in folder: URL) throws(Failure) -> Measured {
        let run = RunFolder(folder.appendingPathComponent(name, isDirectory: true))
        do {
            let reader = try RunReader(run)
            let summary = try reader.summary()
            let files = (try? FileManager.default.contentsOfDirectory(atPath: run.checkpoints.path)) ?? []
            let checkpointBytes = files.reduce(0) { sum, name in
                let attributes = try? FileManager.default.attributesOfItem(
                    atPath: run.checkpoints.appendingPathComponent(name).path)
                return sum + ((attributes?[.size] as? Int) ?? 0)
            }
            return Measured(
                steps: Double(summary.progress.step), seconds: summary.elapsedSeconds,
                bytes: Double(run.bytes - checkpointBytes),
                checkpoints: Double(reader.checkpoints.list().entries.count),
                checkpointBytes: Double(checkpointBytes))
        } catch {
            let said = LastLine.of(folder.appendingPathComponent("\(name).txt"))
            throw .run(said ?? "a run that was to be measured cannot be read: \(error)")
        }
    }
}
