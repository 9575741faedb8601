import Foundation
import GRDB
import Recording
import RunEvents
import Sweeps

/// A sweep of as many runs as one likes that are at their ends, with the sweep's own files, made in seconds and without
/// training: a few histories are recorded, and every run is a copy of one of them with its own configuration.
struct SweptRuns {
    let folder: SweepFolder
    let manifest: SweepManifest

    /// What is swept besides the seed.
    private static let decays = ["0", "0.25", "0.5", "1"]
    /// Optimizer steps of a run, and from one evaluation and window to the next.
    private static let (steps, interval) = (4_000, 100)
    /// How many histories are recorded. It has no divisor in common with the number of decays, so each decay has all.
    private static let histories = 7

    /// - Parameters:
    ///   - count: how many runs there are; a multiple of four.
    ///   - url: the sweep's folder, which is not there yet.
    init(count: Int, in url: URL) throws {
        precondition(count > 0 && count.isMultiple(of: Self.decays.count), "\(count) runs")
        var plan = SweepPlan()
        let decays = Self.decays.joined(separator: ",")
        try PlanArguments.add(
            ["--seeds", "1-\(count / Self.decays.count)", "--weight-decay", decays, "--steps", "\(Self.steps)"],
            to: &plan)
        folder = SweepFolder(url.path)
        manifest = try folder.write(plan.manifest(program: "0", directory: "/", read: PlanTests.read))
        let templates = url.appendingPathComponent("templates")
        let recorded = try (0..<Self.histories).map { try Self.record($0, in: templates) }
        for (index, cell) in manifest.cells.enumerated() {
            try Self.copy(recorded[index % Self.histories], to: path(cell), config(cell), name: cell.name)
        }
        try FileManager.default.removeItem(at: templates)
    }

    /// The folder of a run.
    func path(_ cell: SweepCell) -> URL { folder.runs.appendingPathComponent(cell.name, isDirectory: true) }

    /// A run's configuration.
    func config(_ cell: SweepCell) throws -> RunConfig {
        try PlanTests.read(manifest.trainingWords(cell.values)).config
    }

    // MARK: Histories

    /// Records a run with one of the histories.
    static func record(
        _ number: Int, config: RunConfig? = nil, end: FinishedRecord.Reason = .completed, in runs: URL
    ) throws -> RunFolder {
        let config = try config ?? PlanTests.read(["--steps", "\(steps)"]).config
        let identifier = String(repeating: "0", count: 31) + "\(number % 10)"
        let recorder = try RunRecorder.create(
            NewRun(config: config, version: "0", createdAt: Date(timeIntervalSince1970: 0), identifier: identifier),
            in: runs)
        for event in events(number, config, end) { recorder.record(event) }
        recorder.close()
        if let failure = recorder.failure { throw failure }
        return recorder.folder
    }

    static let engine = EngineRecord(
        version: "0", blasCore: "", threads: 1, parameterCount: 7, trackedParameterCount: 4)

    /// Histories differ in whether and when the run groks, in the class of its edge and in all figures.
    private static func events(_ number: Int, _ config: RunConfig, _ end: FinishedRecord.Reason) -> [RunEvent] {
        let grokked = number.isMultiple(of: 3) ? nil : 1_000 + 100 * number
        var events: [RunEvent] = [.started(StartedRecord(config: config, engine: engine))]
        for step in stride(from: 0, through: steps, by: interval) {
            let accuracy = grokked.map { step < $0 ? 0.1 : 0.9 + Double(number) / 100 } ?? 0.2 + Double(number) / 100
            events.append(
                .evaluation(
                    EvaluationRecord(
                        step: step, trainLoss: 0.1, trainAccuracy: step < 500 ? 0.5 : 1, testLoss: 1,
                        testAccuracy: accuracy, trainSequences: 50, testSequences: 1_000,
                        parameterNorm: 40 + Double(number), stepsPerSecond: 99)))
            if step == 500 { events.append(mark(step, .memorized)) }
            if step == grokked { events.append(mark(step, .grokked)) }
            if step > 0 { events += windows(step, number, config.spectrum) }
        }
        return events + [.finished(FinishedRecord(step: steps, reason: end, parameterDigest: "digest \(number)"))]
    }

    private static func mark(_ step: Int, _ kind: MarkerRecord.Kind) -> RunEvent {
        .marker(MarkerRecord(step: step, kind: kind, accuracy: 1, sequences: 1_000))
    }

    /// A window of the paper's, and two fine ones.
    private static func windows(_ step: Int, _ number: Int, _ spectrum: SpectrumConfig) -> [RunEvent] {
        let sigma = (0..<spectrum.window).map { 1 / Double($0 + 1 + number) }
        let driveClass = DriveClass.allCases[number % DriveClass.allCases.count]
        return [(0, spectrum.interval), (-1, spectrum.fineInterval), (0, spectrum.fineInterval)].map {
            before, interval in
            .spectrum(
                SpectrumRecord(
                    step: step + before, interval: interval, window: spectrum.window,
                    sigma: sigma, eigenvalues: sigma.map { $0 * $0 },
                    kStarRatio: 1, kStarWeighted: 1 + number % 3, gapRatio: 1.5 + Double(number), g23: nil,
                    gradientFraction: Array(repeating: 0.3, count: 4),
                    alignment: Array(repeating: 0.1, count: 4), rotationDegrees: [],
                    driveClass: driveClass))
        }
    }

    /// Copies a recorded run, and makes it the run of another configuration.
    private static func copy(_ run: RunFolder, to url: URL, _ config: RunConfig, name: String) throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        let file = RunFolder(url).database
        try FileManager.default.copyItem(at: run.database, to: file)
        let queue = try DatabaseQueue(path: file.path)
        try queue.writeWithoutTransaction { database in
            // Nobody misses the folder after a power cut.
            try database.execute(sql: "PRAGMA synchronous = OFF")
            try database.execute(
                sql: "UPDATE run SET name = ?, identifier = ?, seed = ?, weight_decay = ?, steps = ?, config = ?",
                arguments: [
                    name, NewRun.randomIdentifier(), String(config.seed), config.optimizer.weightDecay, config.steps,
                    JSONText.line(RunDescription.trained(config)),
                ])
        }
        try queue.close()
    }
}
