import Foundation
import RunEvents
import Testing

/// Kills at random moments, in the midst of everything that a run goes through: the end is that of the run that nobody
/// disturbed.
///
/// Runs for some seconds; `make storm SECONDS=600` for as long as one likes. A failure names the seed, and
/// `GROKTOP_STORM_SEED` draws the same moments again (which say the same thing only as far as the machine is as fast).
@Suite("A storm of kills")
struct StormTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seconds = environment["GROKTOP_STORM_SECONDS"].flatMap(Double.init) ?? 60
    private static let seed = environment["GROKTOP_STORM_SEED"].flatMap(UInt64.init) ?? .random(in: 0 ... .max)

    private static let options = [
        "--steps", "900", "--d-model", "16", "--heads", "2", "--ff", "32", "--train-size", "20", "--batch", "10",
        "--test-size",
        "400", "--interval", "50", "--window", "3", "--eval-every", "25", "--checkpoint-every", "2", "--seed", "7",
        "--curvature-size", "4", "--response-every", "3", "--at", "300:weight-decay=0", "--at", "310:readout", "--at",
        "400:ablate", "--at", "405:curvature", "--at", "620:function", "--at", "700:weight-decay=2", "--at",
        "700:perturb",
    ]
    private static let forkStep = 500

    /// What the undisturbed run has: everything but times.
    private struct Reference {
        let reproduced: [RunEvent]
        let answers: [ProbeRecord]
        let digest: String?
        let forkDigest: String?
        let seconds: Double
    }

    @Test("training, resuming, forking, exporting, verifying and removing", .timeLimit(.minutes(60)))
    func storm() async throws {
        try await onOwnThread { try storms() }
    }

    private func storms() throws {
        let folder = try TemporaryFolder()
        let reference = try Self.reference(folder.path + "/reference")
        var generator = FuzzChance(seed: Self.seed)
        let start = ProcessInfo.processInfo.systemUptime
        var rounds = 0
        while rounds == 0 || ProcessInfo.processInfo.systemUptime - start < Self.seconds {
            rounds += 1
            try round(folder.path + "/round-\(rounds)", reference, &generator, "seed \(Self.seed), round \(rounds)")
        }
        print("storm: \(rounds) rounds")
    }

    private func round(
        _ runs: String, _ reference: Reference, _ generator: inout FuzzChance, _ context: Comment
    ) throws {
        func moment(_ share: Double = 1) -> Double { .random(in: 0...reference.seconds * share, using: &generator) }
        func listed() throws -> [[String: Any]] {
            try Program.run("runs", "--json", "--runs", runs).objects().filter { $0["problem"] == nil }
        }
        try Self.kill(["train", "--runs", runs] + Self.options, after: moment())
        // Killed before there was a run.
        guard let name = try listed().first?["name"] as? String else { return }

        for _ in 0..<3 { try Self.kill(["resume", name, "--runs", runs, "--format", "ndjson"], after: moment()) }
        for command in [["export", name, "--format", "ndjson"], ["verify", name]] {
            try Self.kill(command + ["--runs", runs], after: moment(0.3))
        }
        let resumed = try Program.run("resume", name, "--runs", runs, "--format", "ndjson")
        #expect(resumed.exitCode == 0 || resumed.errors.contains("is finished"), "\(context) \(resumed.errors)")
        let events = try Self.events(name, runs)
        #expect(Self.reproduced(events) == reference.reproduced, context)
        #expect(Self.answers(events) == reference.answers, context)
        #expect(OpenRequests(events).requests.isEmpty, context)
        let verified = try Program.run("verify", name, "--runs", runs)
        #expect(
            verified.exitCode == 0 && verified.output.contains(reference.digest ?? "-"), "\(context) \(verified.errors)"
        )

        // A fork that is killed as it is made is there whole or not at all.
        try Self.kill(
            ["fork", name, "--at", "\(Self.forkStep)", "--weight-decay", "1", "--runs", runs, "--format", "ndjson"],
            after: moment())
        for run in try listed() where run["parent"] as? String == name {
            let fork = try #require(run["name"] as? String)
            try Self.kill(["resume", fork, "--runs", runs, "--format", "ndjson"], after: moment(0.5))
            let ended = try Program.run("resume", fork, "--runs", runs, "--format", "ndjson")
            #expect(ended.exitCode == 0 || ended.errors.contains("is finished"), "\(context) \(ended.errors)")
            #expect(Self.digest(try Self.events(fork, runs)) == reference.forkDigest, context)
        }
        // Removal: the run is there as it was, or it is gone.
        try Self.kill(["rm", name, "--force", "--runs", runs], after: .random(in: 0...0.05, using: &generator))
        let left = try Program.run("runs", "--json", "--runs", runs).objects()
        #expect(left.allSatisfy { $0["problem"] == nil }, context)
        if left.contains(where: { $0["name"] as? String == name }) {
            #expect(Self.digest(try Self.events(name, runs)) == reference.digest, context)
            #expect(try Program.run("rm", name, "--force", "--runs", runs).exitCode == 0, context)
        }
        try FileManager.default.removeItem(atPath: runs)
    }

    // MARK: Help

    private static func reference(_ runs: String) throws -> Reference {
        let start = ProcessInfo.processInfo.systemUptime
        let whole = try Program.run(Program.url.path, ["train", "--runs", runs] + options)
        let seconds = ProcessInfo.processInfo.systemUptime - start
        try #require(whole.exitCode == 0, "\(whole.errors)")
        let name = try #require(try Program.run("runs", "--json", "--runs", runs).objects().first?["name"] as? String)
        let all = try events(name, runs)
        let fork = try Program.run(
            "fork", name, "--at", "\(forkStep)", "--weight-decay", "1", "--runs", runs, "--format", "ndjson")
        return Reference(
            reproduced: reproduced(all), answers: answers(all), digest: digest(all), forkDigest: fork.digest,
            seconds: seconds)
    }

    private static func kill(_ arguments: [String], after seconds: Double) throws {
        let process = try RunningProgram(arguments)
        Thread.sleep(forTimeInterval: seconds)
        process.killNow()
    }

    private static func events(_ name: String, _ runs: String) throws -> [RunEvent] {
        try Program.run("export", name, "--runs", runs, "--format", "ndjson").output.split(separator: "\n").map {
            try JSONDecoder().decode(RunEvent.self, from: Data($0.utf8))
        }
    }

    private static func reproduced(_ events: [RunEvent]) -> [RunEvent] {
        events.filter(\.isReproduced).map(\.withoutTiming)
    }

    /// One for each question, however often the process that was to answer was killed.
    private static func answers(_ events: [RunEvent]) -> [ProbeRecord] {
        events.compactMap { if case .probe(let record) = $0 { record } else { nil } }
            .sorted { ($0.step, $0.kind.rawValue) < ($1.step, $1.kind.rawValue) }
    }

    private static func digest(_ events: [RunEvent]) -> String? {
        for case .finished(let record) in events.reversed() { return record.parameterDigest }
        return nil
    }
}
