import Foundation
import Replication
import RunEvents
import Tasks
import Testing

/// `groktop replicate` on runs of a tiny model: whole, interrupted, and what is refused.
@Suite("groktop replicate")
struct ReplicateTests {
    private let temporary: TemporaryFolder
    private let folder: String

    init() throws {
        temporary = try TemporaryFolder()
        folder = temporary.path + "/replication"
    }

    private static func configs(steps: Int, seeds: [UInt64] = [7]) -> [RunConfig] {
        seeds.flatMap { seed in
            [1.0, 0].map { weightDecay in
                var config = TaskPreset.config(for: .dyck)
                config.seed = seed
                config.steps = steps
                config.optimizer.weightDecay = weightDecay
                config.model.modelWidth = 16
                config.model.heads = 2
                config.model.feedForwardWidth = 32
                config.data.trainSequences = 20
                config.data.batchSequences = 10
                config.data.testSequences = 60
                config.evaluation.testSequences = 60
                config.spectrum.interval = 50
                config.spectrum.window = 3
                // A model as small as this groks at a low threshold, if at all.
                config.thresholds.grokked = 0.5
                return config
            }
        }
    }

    private func arguments(_ configs: [RunConfig], _ more: String...) throws -> [String] {
        let path = temporary.path + "/configs.json"
        try JSONEncoder().encode(configs).write(to: URL(fileURLWithPath: path))
        return ["replicate", "--out", folder, "--configs", path, "--threads", "2"] + more
    }

    private func replicate(_ configs: [RunConfig], _ more: String...) throws -> Program {
        try Program.run(Program.url.path, arguments(configs) + more)
    }

    private func file(_ name: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }

    private func results() throws -> FoundResults {
        try JSONDecoder().decode(FoundResults.self, from: Data(file("results.json").utf8))
    }

    private func names(_ part: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(part)").filter { !$0.hasPrefix(".") }.sorted()
    }

    // MARK: Whole

    @Test("trains both runs, probes them at every place, writes three files, and has nothing to do a second time")
    func whole() throws {
        let configs = Self.configs(steps: 600)
        let first = try replicate(configs)
        try #require(first.exitCode == 0, "\(first.errors)")
        #expect(first.said == [])
        #expect(first.output.hasPrefix("Dyck-1, 1 seed\n"))
        let found = try results()
        let task = try #require(found.tasks.first)
        #expect(task.runs.map(\.weightDecay) == [1, 0] && task.runs.map(\.steps) == [600, 600])
        let decayed = try #require(task.runs.first)
        #expect(decayed.grokkedAt != nil && decayed.places.count == 4)
        // Four forks, and what became of them.
        let forks = try #require(task.row("intervention-linear-0")?.figures)
        #expect(forks.count == 1 && forks.allSatisfy { !task.runs.map(\.name).contains(task.run($0)) })
        #expect(try names("runs").count == 2 + 4 && Set(names("runs")).isSuperset(of: task.runs.map(\.name)))
        // The author's step 500 among them; his later ones are beyond the end.
        let steps = Set(decayed.places.values).union([500]).count
        let trails = try names("probes").filter { $0.hasSuffix("-g23.json") }.count
        #expect(try names("probes").count == 2 * 7 * steps + 1 + trails)
        // Windows of two updates of 200 steps end from step 400 on.
        #expect(trails == (decayed.grokkedAt.map { $0 >= 400 } ?? true ? 2 : 1))
        let trail = try #require(task.row("published-g23-undecayed")?.figures.first)
        #expect(trail.step == 600 && trail.value.map { $0 >= 1 } ?? false)
        let late = try #require(task.row("removal-late"))
        #expect(late.figures.map(task.run) == [decayed.name] && late.figures.map(\.step) == [600])
        #expect(late.verdict == .tooFewSeeds)
        #expect(
            try file("report.md").contains("<a id=\"dyck-reading\"></a>")
                && file("report.html").hasPrefix("<!DOCTYPE html>"))

        let probe = "\(decayed.name)-600-ablate.json"
        let before = try contents()
        let second = try replicate(configs)
        #expect(second.exitCode == 0 && second.output == first.output)
        let changed = try changes(since: before)
        #expect(changed == [])

        // What is gone or damaged is measured again, with the same figures.
        try FileManager.default.removeItem(atPath: "\(folder)/probes/\(probe)")
        try Data("{".utf8).write(to: URL(fileURLWithPath: "\(folder)/probes/\(decayed.name)-600-curvature.json"))
        #expect(try replicate(configs).output == first.output)
        let measured = try changes(since: before)
        #expect(measured == [])
    }

    @Test("its figures are those that groktop probe gives, and groktop verify makes its runs again")
    func figures() throws {
        let program = try replicate(Self.configs(steps: 300))
        try #require(program.exitCode == 0, "\(program.errors)")
        let task = try #require(try results().tasks.first)
        let figure = try #require(task.row("removal-late")?.figures.first)
        let probe = try Program.run(
            "probe", "ablate", task.run(figure), "--step", "\(figure.step)", "--json", "--runs", folder + "/runs")
        let answer = try JSONDecoder().decode(Answer.self, from: Data(probe.output.utf8))
        let change = try #require(answer.record.removals.first { $0.directions == [1, 2] }?.accuracyChange)
        #expect(ResultsFile.rounded(change) == figure.value)
        let verified = try Program.run("verify", task.run(figure), "--runs", folder + "/runs")
        #expect(verified.exitCode == 0, "\(verified.errors)")
    }

    private struct Answer: Decodable {
        let record: AblationRecord
    }

    // MARK: Interrupted

    @Test("interrupted while it trains, it goes on where it was, with the same figures")
    func interrupted() throws {
        let configs = Self.configs(steps: 3_000)
        let running = try RunningProgram(try arguments(configs))
        _ = try RunningProgram.waitForRecording(in: folder + "/runs", step: 100)
        #expect(running.interrupt() == 130)
        let partial = try Program.run("runs", "--json", "--runs", folder + "/runs").objects()
        #expect(partial.count == 2)
        try #require(
            partial.contains { $0["state"] as? String == "stopped" }, "both runs were done before the interruption")
        #expect(!FileManager.default.fileExists(atPath: folder + "/results.json"))

        let rest = try replicate(configs)
        try #require(rest.exitCode == 0, "\(rest.errors)")
        let resumed = try results()
        #expect(Set(resumed.tasks[0].runs.map(\.name)) == Set(partial.compactMap { $0["name"] as? String }))

        // The same without an interruption.
        let other = ReplicateTests.Other(configs)
        let whole = try other.results()
        let figures = [whole, resumed].map { $0.tasks[0].rows.map { $0.figures.map(\.value) } }
        #expect(figures[0] == figures[1])
        #expect(whole.tasks[0].runs.map(\.parameterDigest) == resumed.tasks[0].runs.map(\.parameterDigest))
    }

    @Test("interrupted while it probes, it measures what is missing alone")
    func interruptedProbes() throws {
        let configs = Self.configs(steps: 600)
        let running = try RunningProgram(try arguments(configs))
        let end = Date(timeIntervalSinceNow: 60)
        while Date() < end, ((try? names("probes")) ?? []).count < 3 { usleep(20_000) }
        #expect(running.interrupt() == 130)
        let kept = try names("probes")
        try #require(kept.count >= 3 && !FileManager.default.fileExists(atPath: folder + "/results.json"))
        let before = try contents()
        let rest = try replicate(configs)
        try #require(rest.exitCode == 0, "\(rest.errors)")
        let after = try contents()
        for name in kept { #expect(after["probes/\(name)"] == before["probes/\(name)"]) }
        #expect(try names("probes").count > kept.count)
        #expect(try results().tasks[0].row("removal-late")?.figures.count == 1)
    }

    private struct Other {
        let configs: [RunConfig]

        init(_ configs: [RunConfig]) { self.configs = configs }

        func results() throws -> FoundResults {
            let other = try ReplicateTests()
            let program = try other.replicate(configs)
            try #require(program.exitCode == 0, "\(program.errors)")
            return try other.results()
        }
    }

    // MARK: What is there, and what is refused

    @Test("without training it reports on finished runs alone, and has nothing to say without any")
    func noTraining() throws {
        let configs = Self.configs(steps: 300)
        try replicate(configs, "--no-train").expectRefusal(
            66, "\(folder)/runs: none of the runs is there and finished; without --no-train they are trained")
        try #require(try replicate([configs[0]]).exitCode == 0)
        let program = try replicate(configs, "--no-train")
        #expect(program.exitCode == 0)
        let task = try #require(try results().tasks.first)
        #expect(task.runs.map(\.weightDecay) == [1])
        #expect(task.row("grokked-undecayed")?.verdict == .notMeasured)
    }

    @Test("seeds that were not selected decide")
    func unselected() throws {
        let seeds: [UInt64] = [11, 12, 13, 14, 15, 16]
        let program = try replicate(Self.configs(steps: 300, seeds: seeds), "--unselected")
        try #require(program.exitCode == 0, "\(program.errors)")
        #expect(program.output.hasPrefix("Dyck-1, 0 seeds and 6 not selected\n"))
        let task = try #require(try results().tasks.first)
        #expect(task.runs.count == 12 && task.runs.allSatisfy(\.isUnselected))
        let late = try #require(task.row("removal-late"))
        #expect(late.figures.isEmpty && late.unselected.count == 6)
        #expect(late.verdict != .tooFewSeeds && late.verdict != .notMeasured)
        // Forks of five of them alone.
        let forked = try names("probes").filter { $0.hasSuffix("-intervene.json") }
        #expect((1...5).contains(forked.count))
        let before = try contents()
        #expect(try replicate(Self.configs(steps: 300, seeds: seeds), "--unselected").output == program.output)
        let changed = try changes(since: before)
        #expect(changed == [])
    }

    @Test("options that cannot be")
    func refusals() throws {
        let help = "(groktop replicate --help lists all options)"
        try Program.run("replicate", "--task", "modmul").expectRefusal(
            64, "The value 'modmul' is invalid for '--task <task>': it must be dyck, scan, modadd or all \(help)")
        for seeds in ["", "1,", "1,1", "a", "-1"] {
            try Program.run("replicate", "--seeds", seeds).expectRefusal(
                64,
                "The value '\(seeds)' is invalid for '--seeds <seeds>': they must be whole numbers from 0 to "
                    + "\(UInt64.max), each "
                    + "once, with commas between \(help)")
        }
        try Program.run("replicate", "--unselected", "--task", "scan").expectRefusal(
            64, "--unselected: scan has no such seeds; --seeds names some \(help)")
        try Program.run("replicate", "--out", "").expectRefusal(64, "--out names no folder \(help)")
        let taken = temporary.path + "/taken"
        try Data().write(to: URL(fileURLWithPath: taken))
        let program = try Program.run("replicate", "--out", taken, "--steps", "100")
        #expect(program.exitCode == 74 && program.output == "")
        #expect(program.errors.hasPrefix("groktop: \(taken)/runs: cannot be made: "))
    }

    /// Files that are others than they were.
    private func changes(since before: [String: Data?]) throws -> [String] {
        let after = try contents()
        return Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
    }

    /// Of the folder but for databases' bookkeeping.
    private func contents() throws -> [String: Data?] {
        try RecordedRunSample.contents(of: folder).filter { !$0.key.hasSuffix("-shm") && !$0.key.hasSuffix("-wal") }
    }
}
