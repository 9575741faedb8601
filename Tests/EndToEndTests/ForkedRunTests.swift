import Foundation
import RunEvents
import Testing

/// What would have happened otherwise.
@Suite("Forks of recorded runs")
struct ForkedRunTests {
    private static func evaluations(_ output: String) throws -> [EvaluationRecord] {
        output.split(separator: "\n").compactMap { line in
            guard case .evaluation(let record)? = try? JSONDecoder().decode(RunEvent.self, from: Data(line.utf8)) else {
                return nil
            }
            return record
        }
    }

    /// The direction of the published intervention (Xu 2026): without decay ‖θ‖ grows, with it ‖θ‖ goes on shrinking,
    /// and the accuracy of both stays where it was. There over 3,000 steps, here over 600.
    @Test("Dyck-1 from step 1,000, with ω = 0 and with ω = 1") func intervention() throws {
        let folder = try TemporaryFolder()
        let runs = ["--runs", folder.path]
        let parent = try Program.run(
            Program.url.path, ["train", "--steps", "1600", "--at", "1000:stop"] + runs)
        try #require(parent.exitCode == 0, "\(parent.errors)")
        let before = try #require(try Self.evaluations(parent.output).last)
        #expect(before.step == 1_000)
        let name = try #require(
            try Program.run("runs", "--runs", folder.path, "--json").objects().first?["name"] as? String)

        var ends: [EvaluationRecord] = []
        for weightDecay in ["0", "1"] {
            let fork = try Program.run(
                Program.url.path,
                ["fork", name, "--at", "1000", "--weight-decay", weightDecay, "--format", "ndjson"] + runs)
            #expect(fork.exitCode == 0, "\(fork.errors)")
            ends.append(try #require(try Self.evaluations(fork.output).last))
        }
        #expect(ends.map(\.step) == [1_600, 1_600])
        #expect(ends[0].parameterNorm > before.parameterNorm)
        #expect(ends[1].parameterNorm < before.parameterNorm)
        #expect(ends.allSatisfy { abs($0.testAccuracy - before.testAccuracy) < 0.03 })
        #expect(abs(ends[0].testAccuracy - ends[1].testAccuracy) < 0.03)

        let listing = try Program.run("runs", "--runs", folder.path, "--json").objects()
        #expect(listing.compactMap { $0["forkedAt"] as? Int } == [1_000, 1_000])
        #expect(listing.compactMap { $0["parent"] as? String } == [name, name])
        #expect(listing.compactMap { $0["weightDecay"] as? Double } == [1, 0, 1])
    }

    /// The sample was stopped at step 420 of 600.
    @Test(
        "a fresh optimizer is an event of the fork, resumed from behind it and verified",
        arguments: [[], ["--weight-decay", "0.5"]])
    func freshOptimizer(weightDecay: [String]) throws {
        let sample = try RecordedRunSample()
        let forked = try sample.run(["fork"], nil, ["--at", "333", "--fresh-optimizer", "--no-train"] + weightDecay)
        #expect(forked.exitCode == 0)
        let fork = try #require(forked.errors.split(separator: " ").dropFirst().first.map(String.init))
        func listed() throws -> Double? {
            let runs = try Program.run("runs", "--json", "--runs", sample.runs).objects()
            return runs.first { $0["name"] as? String == fork }?["weightDecay"] as? Double
        }
        // Before its first step, too, a fork is listed with the ω that it is given.
        let own = try listed()
        #expect(own == weightDecay.last.map { Double($0) } ?? 0)
        let trained = try sample.run(["resume"], fork, ["--format", "ndjson"])
        #expect(trained.exitCode == 0, "\(trained.errors)")
        #expect(try listed() == own)
        let omega = weightDecay.isEmpty ? "0.0" : "0.5"
        #expect(
            trained.output.contains(
                #"{"type":"command","command":"fresh-optimizer","step":333,"weightDecay":\#(omega)}"#))
        #expect(try trained.digest != RecordedRunSample.digest())
        let digest = try #require(trained.digest)
        let verified = try sample.run(["verify"], fork)
        #expect(verified.exitCode == 0 && verified.output.contains(digest), "\(verified.errors)")

        // A fork of the fork begins behind the event, and goes the same way: from the checkpoint there, or over it.
        let files = FileManager.default
        for step in [334, 420] {
            let again = try sample.run(["fork"], fork, ["--at", "\(step)", "--no-train"])
            let second = try #require(again.errors.split(separator: " ").dropFirst().first.map(String.init))
            let folder = "\(sample.runs)/\(second)/checkpoints"
            #expect(try files.contentsOfDirectory(atPath: folder).contains("step-000000333.safetensors"))
            let resumed = try sample.run(["resume"], second, ["--format", "ndjson"])
            #expect(resumed.exitCode == 0 && resumed.digest == digest, "\(resumed.errors)")
        }
    }
}
