import Foundation
import Testing

/// `groktop sweep` on this machine.
@Suite("groktop sweep")
struct SweepTests {
    private let sample: SweepSample

    init() throws { sample = try SweepSample() }

    @Test("trains every run once, with the bits of groktop train, and has nothing to do a second time")
    func whole() throws {
        let plan = ["--seeds", "1-3", "--weight-decay", "0,0.5", "--steps", "200"]
        let first = try sample.start(plan)
        try #require(first.exitCode == 0, "\(first.errors)")
        #expect(first.output == "6 runs: 6 done\n")
        let statuses = try sample.statuses()
        #expect(statuses.count == 6 && statuses.allSatisfy { $0.step == 200 && $0.steps == 200 })
        #expect(try sample.folders() == statuses.map(\.name).sorted())

        let alone = try Program.run(
            Program.url.path,
            ["train", "--no-record", "--seed", "2", "--weight-decay", "0.5", "--steps", "200"] + SweepSample.options)
        let finished = try #require(try alone.objects().last)
        let swept = try #require(statuses.first { $0.values == ["seed": 2, "weight-decay": 0.5] })
        #expect(finished["parameterDigest"] as? String == swept.parameterDigest)

        let second = try sample.start(plan)
        #expect(second.output == "6 runs: 6 done\n" && second.exitCode == 0)
        let names = try Program.run("runs", "--runs", sample.runs, "--json").objects().compactMap {
            $0["name"] as? String
        }
        #expect(names.count == 6, "they are ordinary runs")
    }

    @Test("a larger plan keeps what is done, whatever its order; a smaller one is refused")
    func extended() throws {
        #expect(try sample.start(["--seeds", "3", "--steps", "50"]).exitCode == 0)
        let before = try sample.statuses()[0]
        let more = try sample.start(["--steps", "50", "--seeds", "1-4"])
        #expect(more.output == "4 runs: 4 done\n")
        let after = try #require(try sample.statuses().first { $0.values["seed"] == 3 })
        #expect(after.run == before.run && after.parameterDigest == before.parameterDigest)
        #expect(try sample.ends().values.allSatisfy { $0 == 1 })
        let less = try sample.start(["--steps", "50", "--seeds", "1-2"])
        #expect(less.exitCode == 64 && less.errors.contains("holds another sweep"), "\(less.errors)")
    }

    @Test("what is for a beginning is refused beside a sweep that was begun, with the commands that go on with it")
    func optionsOfABeginning() throws {
        #expect(try sample.start(["--seeds", "3", "--steps", "50"]).exitCode == 0)
        let before = try sample.statuses()
        for (option, more) in [
            ("--slurm", ["--slurm"]), ("--dry-run", ["--dry-run"]), ("--jobs", ["--jobs", "1"]),
            ("--threads", ["--threads", "1"]), ("--seeds", ["--seeds", "1-4"]), ("--out", ["--out", sample.path]),
        ] {
            let refused = try Program.run(Program.url.path, ["sweep", sample.path] + more)
            refused.expectRefusal(
                64,
                "\(sample.path) is a sweep that was begun, and takes no \(option); groktop sweep resume \(sample.path) "
                    + "goes on with it, and groktop sweep status \(sample.path) says how it stands")
        }
        #expect(try sample.statuses() == before)
    }

    @Test("a run that was renamed is found by its configuration")
    func renamed() throws {
        #expect(try sample.start(["--seeds", "1-2", "--steps", "50"]).exitCode == 0)
        let name = try #require(try sample.folders().first)
        try FileManager.default.moveItem(atPath: "\(sample.runs)/\(name)", toPath: "\(sample.runs)/mine")
        #expect(try sample.start(["--seeds", "1-2", "--steps", "50"]).output == "2 runs: 2 done\n")
        #expect(try sample.folders().count == 2)
    }

    @Test("runs end some steps after grokking, or give up, and that is their end")
    func ending() throws {
        let options = ["train", "--task", "dyck", "--d-model", "32", "--ff", "64", "--steps", "3000", "--no-record"]
        let grokked = try Program.run(
            Program.url.path, options + ["--stop-after-grokking", "130", "--give-up-at", "2900"]
        ).objects()
        let mark = try #require(grokked.first { $0["kind"] as? String == "grokked" }?["step"] as? Int)
        #expect(grokked.last?["step"] as? Int == mark + 130 && grokked.last?["reason"] as? String == "completed")
        let gaveUp = try Program.run(Program.url.path, options + ["--give-up-at", "\(mark - 1)"]).objects()
        #expect(gaveUp.last?["step"] as? Int == mark - 1 && gaveUp.last?["reason"] as? String == "completed")
    }

    @Test("a program that fails is tried three times and told with its last words; a mended one is tried anew")
    func failing() throws {
        let script = sample.temporary.file("program.sh")
        try Data(
            "echo tried >>\"$1/../../tries-$2\"; [ $2 != 2 ] || { echo no luck >&2; exit 3; }; touch \"$1/x\"".utf8
        )
        .write(to: script)
        let plan = sample.temporary.file("plan.toml")
        try Data(
            "command = [\"sh\", \"\(script.path)\", \"{runs}\", \"{seed}\"]\n[grid]\nseed = [1, 2]\n".utf8
        ).write(to: plan)
        let arguments = ["sweep", plan.path, "--out", sample.path]
        let failed = try Program.run(Program.url.path, arguments)
        #expect(failed.exitCode == 1)
        let statuses = try sample.statuses()
        #expect(statuses.map(\.state) == ["failed", "failed"])
        // The first one ends well, and recorded nothing.
        #expect(statuses[0].reason == "the program ended well and recorded no run in {runs}")
        #expect(statuses[1].reason == "exit code 3: no luck")
        #expect(failed.errors.contains("failed: exit code 3: no luck"), "\(failed.errors)")
        let tries = try String(contentsOfFile: sample.path + "/tries-2", encoding: .utf8)
        #expect(tries.split(separator: "\n").count == 3)

        let record = "\(Program.url.path) train --no-record --steps 20 \(SweepSample.options.joined(separator: " "))"
        try Data("\(record) --seed $2 2>/dev/null | \(Program.url.path) record - --runs \"$1\"".utf8).write(to: script)
        let mended = try Program.run(Program.url.path, arguments)
        #expect(mended.exitCode == 0 && mended.output == "2 runs: 2 done\n", "\(mended.errors)")
        #expect(try sample.folders() == sample.statuses().map(\.name).sorted())
        #expect(try Program.run(Program.url.path, arguments).output == "2 runs: 2 done\n")
    }

    @Test("two commands for one folder at the same time do each run once")
    func twoAtOnce() throws {
        let plan = ["sweep", "--out", sample.path, "--seeds", "1-12", "--steps", "800"] + SweepSample.options
        let others = try (0..<3).map { _ in try RunningProgram(plan) }
        let last = try Program.run(Program.url.path, plan)
        #expect(last.output == "12 runs: 12 done\n" && last.exitCode == 0, "\(last.errors)")
        for other in others { #expect(other.end() == 0) }
        #expect(try sample.folders().count == 12)
        #expect(try sample.ends().values.allSatisfy { $0 == 1 })
    }

    @Test("Ctrl-C and cancel stop at a checkpoint, and the same command and resume go on")
    func interrupted() throws {
        let plan = ["--seeds", "1-4", "--steps", "30000"]
        let whole = ["sweep", "--out", sample.path] + SweepSample.options + plan
        let first = try RunningProgram(whole)
        try waitForSteps()
        #expect(first.interrupt() == 128 + SIGINT)
        let stopped = try sample.statuses()
        #expect(stopped.contains { $0.state == "interrupted" && $0.step > 0 })
        #expect(!stopped.contains { $0.state == "running" })
        let steps = stopped.map(\.step).reduce(0, +)

        let second = try RunningProgram(whole)
        try waitForSteps(beyond: steps)
        let cancel = try sample.run("cancel")
        #expect(cancel.output.contains("was asked to stop"), "\(cancel.errors)")
        #expect(second.end() == 75)
        #expect(try sample.statuses().map(\.step).reduce(0, +) > steps)
        #expect(try sample.run("cancel").output.contains("nobody works on"))

        // One run to its end is enough: a smaller sweep would be another one.
        let third = try RunningProgram(["sweep", "resume", sample.path])
        try waitForSteps(beyond: steps + 1_000)
        _ = third.interrupt()
    }

    private func waitForSteps(beyond steps: Int = 0) throws {
        let end = Date(timeIntervalSinceNow: 30)
        while Date() < end {
            if let found = try? sample.statuses(), found.map(\.step).reduce(0, +) > steps { return }
            usleep(50_000)
        }
        throw PseudoTerminal.Timeout(description: "nothing is trained in \(sample.path)")
    }

    @Test("--dry-run measures, and makes nothing")
    func dryRun() throws {
        let program = try sample.start(["--seeds", "1-20", "--steps", "1000", "--dry-run"])
        try #require(program.exitCode == 0, "\(program.errors)")
        let lines = program.output.split(separator: "\n")
        #expect(lines.count == 4 && lines[0] == "20 runs, 0 of them done")
        #expect(lines[1].contains("on this machine") && lines[2].hasSuffix("on disk"))
        #expect(!FileManager.default.fileExists(atPath: sample.path))
    }

    @Test("mistakes are named with their place")
    func mistakes() throws {
        let plan = sample.temporary.file("plan.toml")
        try Data("[run]\ntask = \"dyck\"\n[grid]\nheads = [2, 3]\n".utf8).write(to: plan)
        let program = try Program.run("sweep", plan.path, "--out", sample.path)
        #expect(program.exitCode == 65)
        #expect(
            program.errors
                == "groktop: \(plan.path):4: grid.heads is 3; --d-model is 128, which must be a multiple of it\n"
                || program.errors.hasPrefix("groktop: \(plan.path):"), "\(program.errors)")
        for (words, message) in [
            (["--seeds", "x"], "--seed is 'x'; it must be a whole number from 0 to 18446744073709551615"),
            (["--sedes", "1"], "--sedes is unknown; did you mean 'seeds'?"),
            (["--sbatch=-p"], "--sbatch goes with --slurm only"),
        ] {
            let program = try sample.start(words)
            #expect(program.exitCode == 64 && program.errors.hasPrefix("groktop: \(message)"), "\(program.errors)")
        }
        #expect(try Program.run("sweep", "status", sample.path + "-none").exitCode == 66)
    }
}
