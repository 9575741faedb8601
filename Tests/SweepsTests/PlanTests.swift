import Console
import RunEvents
import Sweeps
import Tasks
import Testing

@Suite struct PlanTests {
    /// Reads seed, ω and the number of steps, as a plan's options; nothing else.
    static func read(_ words: [String]) throws(PlanRefusal) -> SweptRun {
        var config = TaskPreset.config(for: .dyck)
        for index in stride(from: 0, to: words.count, by: 2) {
            let (option, text) = (String(words[index].dropFirst(2)), words[index + 1])
            switch option {
            case "seed": config.seed = UInt64(text) ?? 0
            case "steps": config.steps = Int(text) ?? 0
            case "weight-decay":
                guard let value = Double(text), value >= 0 else {
                    throw PlanRefusal(option: option, "is '\(text)'; it must be a number from 0 to 1000")
                }
                config.optimizer.weightDecay = value
            default: break
            }
        }
        return SweptRun(config: config, schedule: [])
    }

    private func manifest(_ plan: SweepPlan) throws -> SweepManifest {
        try plan.manifest(program: "0", directory: "/", read: Self.read)
    }

    private func parsed(_ text: String) throws -> SweepPlan { try PlanFile.parse(Array(text.utf8)) }

    private func problem(_ text: String) -> String? {
        do {
            _ = try manifest(parsed(text))
            return nil
        } catch let problem as PlanProblem {
            return problem.failure(in: "plan.toml").message
        } catch {
            return "\(error)"
        }
    }

    // MARK: Options

    @Test func optionsAreSharedOrAGrid() throws {
        var plan = SweepPlan()
        try PlanArguments.add(
            ["--task", "dyck", "--seeds", "1-2", "--weight-decay=0,1", "--at", "5:stop", "--parameter", "k=1,2"],
            to: &plan)
        #expect(plan.fixed == [PlanAxis("task", ["dyck"])])
        #expect(plan.axes == ["seed", "weight-decay", "parameter.k"])
        #expect(plan.scheduled.flatMap(\.values) == ["5:stop"])
        #expect(try plan.combinations().count == 8)
        #expect(try plan.combinations().first == ["seed": "1", "weight-decay": "0", "parameter.k": "1"])
    }

    @Test(arguments: [
        (["--sedes", "1"], "--sedes is unknown; did you mean 'seeds'?"),
        (["--seed"], "--seed has no value"),
        (["--seed", "1", "--seeds", "2"], "--seeds is given twice; its values stand in one list, with commas between"),
        (["other.toml"], "'other.toml' is no option; a plan's file stands first, and there is one"),
        (["--parameter", "8"], "--parameter is '8'; it must be NAME=VALUES, such as bits=16,20"),
        (
            ["--seed", "1,,2"],
            "--seed is '1,,2'; between its commas there must be values, such as 1,2,3 or 1-20"
        ),
    ])
    func refusedOptions(_ words: [String], _ message: String) {
        var plan = SweepPlan()
        #expect {
            try PlanArguments.add(words, to: &plan)
        } throws: { error in
            let failure = (error as? PlanProblem)?.failure(in: nil)
            return failure?.message == message && failure?.exitCode == 64
        }
    }

    @Test func whatIsGivenComesBeforeTheFile() throws {
        var plan = try parsed("[run]\nsteps = 5\n[grid]\nseed = [1, 2]\nweight-decay = 1")
        try PlanArguments.add(["--steps", "9", "--seeds", "7"], to: &plan)
        let manifest = try manifest(plan)
        #expect(manifest.cells.map(\.values) == [["seed": "7", "weight-decay": "1"]])
        #expect(
            manifest.trainingWords(manifest.cells[0].values) == ["--steps", "9", "--seed", "7", "--weight-decay", "1"])
    }

    // MARK: Files

    @Test func gridsAndListsAreOnePlan() throws {
        let plan = try parsed(
            """
            out = "there"
            [run]
            task = "dyck"
            at = ["10:ablate"]
            [grid]
            seed = "1-3"
            weight-decay = [0, 0.5]
            [[list]]
            seed = 9
            weight-decay = 3
            [[list]]
            seed = [1, 10]
            weight-decay = 0
            [slurm]
            options = ["--partition=main"]
            setup = ["module load gcc"]
            limit = 4
            """)
        let manifest = try manifest(plan)
        // Seed 1 with ω = 0 is in the grid already.
        #expect(manifest.cells.count == 6 + 1 + 1)
        #expect(Set(manifest.cells.map(\.name)).count == 8)
        #expect(manifest.scheduled == ["10:ablate"] && manifest.slurm.limit == 4 && plan.out == "there")
    }

    @Test(arguments: [
        ("seeds = 1", "plan.toml:1: seeds is unknown; there are out, command, run, grid, list, slurm"),
        ("[run]\ntask = 'dyck'\n\n[grid]\nsed = 1", "plan.toml:5: grid.sed is unknown; did you mean 'seed'?"),
        ("[grid]\nseed = []", "plan.toml:2: grid.seed is an empty list"),
        (
            "[grid]\nseed = \"3-1\"",
            "plan.toml:2: grid.seed is '3-1'; a range must ascend, as 1-20 or 10-50:10, and have at most 100000 numbers"
        ),
        (
            "[run]\nseed = [1, 2]",
            "plan.toml:2: run.seed has 2 values; what all runs share has one, and several stand in [grid]"
        ),
        (
            "[grid]\nseed = 1\nweight-decay = [\n  0,\n  -1]",
            "plan.toml:3: grid.weight-decay is '-1'; it must be a number from 0 to 1000"
        ),
        ("list = 3", "plan.toml:1: list is 3; it must be one or more tables, [[list]]"),
        ("[slurm]\nlimit = 0", "plan.toml:2: slurm.limit is 0; it must be a whole number from 1 to 100000"),
        ("[slurm]\noptions = ['--array=3']", "plan.toml:2: slurm has --array, which the sweep gives itself"),
        ("[run]\nat = 'x'", "plan.toml:2: run.at is 'x'; it must be a list of texts"),
        ("[grid]\nseed = {a = 1}", nil),
        ("[grid]\ncheckpoint-every = [1, 2]", nil),
        ("a = [\n,]", nil),
        ("[]", nil),
    ])
    func refusedFiles(_ text: String, _ message: String?) throws {
        let said = try #require(problem(text), "it is taken")
        if let message { #expect(said == message) }
        #expect(said.hasPrefix("plan.toml:"), "\(said)")
    }

    @Test("random bytes and cut plans are refused with a line, or taken, and end nothing")
    func rubbish() {
        let good = Array("out = \"d\"\n[run]\ntask = \"dyck\"\n[grid]\nseed = \"1-3\"\nweight-decay = [0, 0.5]\n".utf8)
        for _ in 0..<300 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...3) {
                let place = Int.random(in: 0..<bytes.count)
                switch Int.random(in: 0..<3) {
                case 0: bytes[place] = UInt8.random(in: 0...255)
                case 1: bytes.remove(at: place)
                default: bytes.insert("[]{}.,=\"'#\n\0-".utf8.randomElement() ?? 0, at: place)
                }
            }
            do {
                _ = try PlanFile.parse(bytes)
            } catch {
                #expect(error.line != nil, "\(error) \(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }

    @Test("a grid has as many runs as its axes' values multiply to, each of them once")
    func counts() throws {
        for _ in 0..<50 {
            let (seeds, decays) = (Int.random(in: 1...9), Int.random(in: 1...5))
            let text = """
                [grid]
                seed = "1-\(seeds)"
                weight-decay = [\((0..<decays).map { "\(Double($0) / 4)" }.joined(separator: ", "))]
                """
            let cells = try manifest(parsed(text)).cells
            #expect(cells.count == seeds * decays && Set(cells.map(\.digest)).count == cells.count)
        }
    }

    @Test func tooManyRunsAreRefusedBeforeTheyAreMade() throws {
        let plan = try parsed("[grid]\nseed = \"1-90000\"\nsteps = \"1-90000\"\nd-model = \"1-90000\"")
        #expect(throws: PlanProblem("the plan has more than 100000 runs; it must have fewer")) {
            try plan.combinations()
        }
    }

    // MARK: Identity

    @Test("a run's name and digest follow from its configuration, not from its place or its spelling")
    func identity() throws {
        let one = try manifest(parsed("[grid]\nseed = [1, 2]\nweight-decay = [0.5, 1]"))
        let other = try manifest(parsed("[run]\nseed = 2\n[grid]\nweight-decay = ['1.0', '5e-1']"))
        let both = Set(one.cells.map(\.name)).intersection(other.cells.map(\.name))
        #expect(both.count == 2)
        #expect(one.cells.allSatisfy { $0.name.hasSuffix($0.digest.prefix(12)) })
    }

    // MARK: Commands of users

    @Test func commandsHavePlaceholders() throws {
        let text = """
            command = ["python", "train.py", "--seed={seed}", "{{{lr}}}", "{runs}"]
            [run]
            lr = 0.1
            [grid]
            seed = [1, 2]
            """
        let cells = try manifest(parsed(text)).cells
        #expect(cells.count == 2 && cells.allSatisfy { $0.name.hasPrefix("run-") })
    }

    @Test(arguments: [
        ("command = [\"a\", \"{seed}\"]\n[grid]\nseed = 1", "{runs}"),
        ("command = [\"a\", \"{runs}\", \"{sede}\"]\n[grid]\nseed = 1", "did you mean 'seed'?"),
        ("command = [\"a\", \"{runs}\"]\n[grid]\nseed = [1, 2]", "has no {seed}"),
        ("command = [\"a\", \"{runs\"]", "a placeholder is {NAME}"),
        ("command = [\"a\", \"{runs}\", \"}\"]", "a placeholder is {NAME}"),
        ("command = []", "it must be a list of texts"),
    ])
    func refusedCommands(_ text: String, _ part: String) {
        #expect(problem(text)?.contains(part) == true, "\(problem(text) ?? "it is taken")")
    }
}
