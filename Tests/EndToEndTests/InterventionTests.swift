import Foundation
import RunEvents
import Testing

/// `groktop probe intervene`: forks under four weight decays, side by side.
@Suite("groktop probe intervene")
struct InterventionTests {
    private let sample: RecordedRunSample

    init() throws { sample = try RecordedRunSample() }

    private struct Answer: Decodable {
        let probe: String
        let run: String
        let record: InterventionRecord
    }

    private func answer(_ program: Program) throws -> InterventionRecord {
        #expect(program.exitCode == 0 && program.said == [], "\(program.errors)")
        let answer = try JSONDecoder().decode(Answer.self, from: Data(program.output.utf8))
        #expect(answer.probe == "intervene" && answer.run == sample.name)
        return answer.record
    }

    /// Decoded as it was encoded: JSONSerialization's numbers can be off in the last bit.
    private func measured<Record: Decodable>(_ probe: String, _ run: String) throws -> Record {
        let program = try sample.run(["probe", probe], run, ["--json"])
        return try JSONDecoder().decode(Measured<Record>.self, from: Data(program.output.utf8)).record
    }

    private struct Measured<Record: Decodable>: Decodable {
        let record: Record
    }

    private func runs() throws -> [[String: Any]] { try Program.run("runs", "--json", "--runs", sample.runs).objects() }

    @Test("four forks that say what they were measured to be, and are taken again the next time")
    func fourForks() throws {
        let arguments = ["--step", "333", "--steps", "50", "--json"]
        let record = try answer(try sample.run(["probe", "intervene"], nil, arguments))
        #expect(record.step == 333 && record.steps == 50 && !record.freshOptimizer && record.coordinate == .depth)
        #expect(record.branches.map(\.weightDecay) == [0, 0.5, 1, 2])
        #expect(record.branches.map(\.parameterNorm) == record.branches.map(\.parameterNorm).sorted(by: >))
        let forks = try runs().filter { $0["parent"] != nil }
        #expect(Set(forks.compactMap { $0["name"] as? String }) == Set(record.branches.map(\.run.name)))
        #expect(forks.allSatisfy { $0["state"] as? String == "finished" && $0["steps"] as? Int == 383 })

        for branch in record.branches {
            let events = try sample.run(["export"], branch.run.name, ["--format", "ndjson"]).output.split(
                separator: "\n"
            )
            .compactMap { try? JSONDecoder().decode(RunEvent.self, from: Data($0.utf8)) }
            let evaluation = events.compactMap { if case .evaluation(let record) = $0 { record } else { nil } }.last
            #expect(evaluation?.step == 383 && evaluation?.testAccuracy == branch.testAccuracy)
            #expect(evaluation?.parameterNorm == branch.parameterNorm && evaluation?.testSequences == 60)
            let commands = events.compactMap { if case .command(let record) = $0 { record } else { nil } }
            #expect(
                commands.last
                    == CommandRecord(
                        step: 333, command: .weightDecay(.value(branch.weightDecay)), weightDecay: branch.weightDecay))
            let readout: ReadoutRecord = try measured("readout", branch.run.name)
            #expect(readout.streams.last?.linear.r2 == branch.linearR2 && readout.streams.last?.mlp.r2 == branch.mlpR2)
            #expect(readout.normed.linear.r2 == branch.normedLinearR2)
            let attention: AttentionRecord = try measured("attention", branch.run.name)
            #expect(attention.summary.positionEntropy == branch.attentionEntropy)
        }

        #expect(try answer(try sample.run(["probe", "intervene"], nil, arguments)) == record)
        #expect(try runs().count == 5)
        let table = try sample.run(["probe", "intervene"], nil, Array(arguments.dropLast()))
        let lines = table.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 7 && lines[0] == "intervene of \(sample.name) at step 333: 50 steps on")
        #expect(zip(lines[2...5], record.branches).allSatisfy { $0.hasSuffix($1.run.name) })
    }

    @Test("with a fresh optimizer they are others, and each begins with it")
    func freshOptimizer() throws {
        let arguments = ["--step", "333", "--steps", "20", "--json"]
        let kept = try answer(try sample.run(["probe", "intervene"], nil, arguments))
        let fresh = try answer(try sample.run(["probe", "intervene"], nil, arguments + ["--fresh-optimizer"]))
        #expect(fresh.freshOptimizer && fresh.branches.count == 4)
        #expect(zip(kept.branches, fresh.branches).allSatisfy { $0.parameterNorm != $1.parameterNorm })
        let verified = try sample.run(["verify"], fresh.branches[3].run.name)
        #expect(verified.exitCode == 0 && verified.output.contains("the same bits to step 353"), "\(verified.errors)")
    }

    @Test("interrupted, it says so, and the same call goes on with the same forks")
    func interrupted() throws {
        let arguments = [
            "probe", "intervene", sample.name, "--step", "333", "--steps", "2500", "--threads", "1", "--json",
        ]
        let program = try RunningProgram(arguments + ["--runs", sample.runs])
        let end = Date(timeIntervalSinceNow: 30)
        while Date() < end, try !runs().contains(where: { ($0["parent"] != nil) && ($0["step"] as? Int ?? 0) > 400 }) {
            usleep(20_000)
        }
        #expect(program.interrupt() == 130)
        let forks = Set(try runs().filter { $0["parent"] != nil }.compactMap { $0["name"] as? String })
        #expect(forks.count == 4)
        #expect(try runs().allSatisfy { $0["state"] as? String != "running" })
        let record = try answer(try sample.run(["probe", "intervene"], nil, Array(arguments.dropFirst(3))))
        #expect(Set(record.branches.map(\.run.name)) == forks)
    }

    @Test("train --at STEP:intervene: once the run is over, and the same as when asked for then")
    func scheduled() throws {
        let options = RecordedRunSample.options + ["--steps", "400", "--runs", sample.file("scheduled")]
        let program = try Program.run(Program.url.path, ["train", "--at", "350:intervene"] + options)
        #expect(program.exitCode == 0, "\(program.errors)")
        let line = try #require(program.output.split(separator: "\n").last)
        #expect(line.hasPrefix("{\"type\":\"intervention\","))
        let record = try JSONDecoder().decode(InterventionRecord.self, from: Data(line.utf8))
        #expect(record.step == 350 && record.steps == 3_000 && record.branches.map(\.weightDecay) == [0, 0.5, 1, 2])
        let runs = try Program.run("runs", "--json", "--runs", sample.file("scheduled")).objects()
        #expect(runs.count == 5)
        let parent = try #require(runs.first { $0["parent"] == nil }?["name"] as? String)
        let again = try Program.run(
            "probe", "intervene", parent, "--step", "350", "--json", "--runs", sample.file("scheduled"))
        #expect(try JSONDecoder().decode(Answer.self, from: Data(again.output.utf8)).record == record)
    }

    @Test("steps that cannot be left")
    func refusals() throws {
        try sample.run(["probe", "intervene"], nil, ["--step", "421"]).expectRefusal(
            64,
            "--step is 421; it must be from 0 to 420, because a fork leaves \(sample.name) at a recorded step before "
                + "its end"
        )
        #expect(try runs().count == 1)
    }
}
