import Foundation
import Testing

/// `groktop probe`: each measurement, with and without a checkpoint, and what is refused.
@Suite("groktop probe")
struct ProbeCommandTests {
    private let sample: RecordedRunSample

    init() throws { sample = try RecordedRunSample() }

    /// What a record has something in at any step with directions.
    static let parts = [
        "ablate": ["removals", "controls", "angleMatched", "scaleSweep"], "perturb": ["sweeps"],
        "curvature": ["curvatures", "slopes"],
        "readout": ["streams"], "function": ["directions", "controls"], "attention": ["attentions"],
        "fourier": ["positional"],
    ]
    static let names = parts.keys.sorted()

    /// Without a checkpoint: those of intervals, marks and ends are at multiples of 10.
    private static let between = 333

    @Test("one JSON object with finite figures, at a checkpoint's step and between two", arguments: names)
    func json(_ name: String) throws {
        let before = try sample.contents()
        #expect(!FileManager.default.fileExists(atPath: sample.checkpoint(Self.between)))
        for step in [nil, sample.older, Self.between] {
            let program = try sample.run(["probe", name], nil, (step.map { ["--step", "\($0)"] } ?? []) + ["--json"])
            #expect(program.exitCode == 0 && program.said == [])
            try Self.check(program, name, run: sample.name, step: step ?? RecordedRunSample.stoppedAt)
        }
        #expect(try sample.contents() == before)
    }

    @Test(
        "derived again, a step gives what its checkpoint gives",
        arguments: ["ablate", "curvature", "function", "attention"])
    func derived(_ name: String) throws {
        let arguments = ["--step", "\(sample.older)", "--json"]
        let kept = try sample.run(["probe", name], nil, arguments)
        for kind in ["", ".windows"] {
            try FileManager.default.removeItem(atPath: sample.checkpoint(sample.older, kind))
        }
        let derived = try sample.run(["probe", name], nil, arguments)
        #expect(kept.exitCode == 0 && derived.exitCode == 0)
        #expect(kept.output == derived.output && !kept.output.isEmpty)
    }

    @Test("text says what was measured, of which run, at which step and on how much", arguments: names)
    func text(_ name: String) throws {
        let program = try sample.run(["probe", name], nil, ["--step", "\(sample.older)"])
        let lines = program.output.split(separator: "\n").map(String.init)
        #expect(program.exitCode == 0 && program.errors == "")
        #expect(lines.count >= 3)
        #expect(lines.first?.hasPrefix("\(name) of \(sample.name) at step \(sample.older): ") == true)
        #expect(lines.first?.contains(" tokens, of ") == true)
        #expect(lines.allSatisfy { !$0.contains("nan") && !$0.contains("inf") })
    }

    static let tasks = [
        ["--task", "modadd", "--p", "11", "--train-size", "60", "--test-size", "50"],
        ["--task", "scan", "--layers", "1", "--train-size", "40", "--test-size", "20"],
    ]

    @Test("the other tasks' runs too", arguments: tasks)
    func otherTasks(_ task: [String]) throws {
        let folder = try TemporaryFolder()
        let model = [
            "--d-model", "16", "--heads", "2", "--ff", "32", "--batch", "20", "--interval", "10", "--window", "3",
        ]
        let trained = try Program.run(
            Program.url.path, ["train", "--runs", folder.path, "--steps", "60", "--eval-every", "20"] + model + task)
        try #require(trained.exitCode == 0, "\(trained.errors)")
        let run = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        for name in Self.names {
            let program = try Program.run("probe", name, run, "--json", "--runs", folder.path)
            #expect(program.exitCode == 0 && program.errors == "", "\(name): \(program.errors)")
            try Self.check(program, name, run: run, step: 60, parts: name == "fourier" ? [] : nil)
        }
    }

    @Test("progress measures come as the run goes on, and the probe of a step gives the same")
    func progressMeasures() throws {
        let folder = try TemporaryFolder()
        let trained = try Program.run(
            "train", "--task", "modsub", "--p", "11", "--steps", "60", "--d-model", "16", "--heads", "2", "--ff", "32",
            "--batch", "20", "--interval", "10", "--window", "3", "--response-every", "2", "--runs", folder.path)
        try #require(trained.exitCode == 0, "\(trained.errors)")
        let live = try trained.objects().filter { $0["type"] as? String == "probe" }
        #expect(live.compactMap { $0["kind"] as? String } == ["progress", "progress", "progress"])
        #expect(live.compactMap { $0["step"] as? Int } == [20, 40, 60])
        let run = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        for record in live {
            let step = try #require(record["step"] as? Int)
            let asked = try Program.run(
                "probe", "progress", run, "--step", "\(step)", "--json", "--runs", folder.path)
            let answer = try #require(try asked.objects().first?["record"] as? NSDictionary, "\(asked.errors)")
            for (key, value) in answer {
                #expect(try #require(record[try #require(key as? String)] as? NSObject) == value as? NSObject)
            }
            #expect(answer["modulus"] as? Int == 11 && answer["trainPairs"] as? Int == 60)
        }
        let verified = try Program.run("verify", run, "--runs", folder.path)
        #expect(verified.exitCode == 0, "\(verified.errors)")
        let text = try Program.run("probe", "progress", run, "--runs", folder.path).output
        #expect(text.contains("restricted loss") && text.contains("60 of them train"))
        let rows = try Program.run("export", run, "--table", "probes", "--runs", folder.path).output
        #expect(rows.split(separator: "\n").count { $0.contains(",restricted_loss,") } == 3)
    }

    // MARK: What is refused

    @Test("what cannot be, in one line")
    func refusals() throws {
        let before = try sample.contents()
        let help = "(groktop probe --help lists all options)"
        try sample.run(["probe", "ablation"]).expectRefusal(
            64,
            "The value 'ablation' is invalid for '<name>': it must be ablate, perturb, curvature, readout, function, "
                + "attention, "
                + "fourier, progress, intervene or knowledge \(help)")
        try sample.run(["probe", "progress"]).expectRefusal(
            64, "progress is measured where the answer is a + b or a − b modulo p, and not in dyck")
        try sample.run(["probe", "readout"], nil, ["--fresh-optimizer"]).expectRefusal(
            64, "--fresh-optimizer goes with intervene only \(help)")
        try sample.run(["probe", "ablate"], nil, ["--step", "421"]).expectRefusal(
            64, "--step is 421; it must be from 0 to 420, the newest step of \(sample.name)")
        try sample.run(["probe", "ablate"], nil, ["--step", "-1"]).expectRefusal(
            64, "The value '-1' is invalid for '--step <step>': it must be a whole number from 0 to 1000000000 \(help)"
        )
        try sample.run(["probe", "readout"], "nope").expectRefusal(
            66, "\(sample.runs): no run is called 'nope'; there is \(sample.name)")
        #expect(try sample.contents() == before)
    }

    @Test(
        "a step before the window has two updates has no directions, and all that needs none is still measured",
        arguments: names)
    func noDirections(_ name: String) throws {
        let program = try sample.run(["probe", name], nil, ["--step", "0", "--json"])
        if ["ablate", "perturb", "curvature", "function"].contains(name) {
            program.expectRefusal(
                64,
                "step 0 has no directions: the first step that has some is 100, when the window of "
                    + "N = 50 holds two updates")
        } else {
            #expect(program.exitCode == 0)
            try Self.check(program, name, run: sample.name, step: 0)
        }
    }

    @Test("a run without checkpoints")
    func noCheckpoint() throws {
        try FileManager.default.removeItem(atPath: sample.folder + "/checkpoints")
        try sample.run(["probe", "readout"]).expectRefusal(
            66, "\(sample.folder): the run has no checkpoint; --step derives a step again")
        try Self.check(
            try sample.run(["probe", "readout"], nil, ["--step", "70", "--json"]), "readout", run: sample.name, step: 70
        )
    }

    // MARK: Answers

    private static func check(
        _ program: Program, _ name: String, run: String, step: Int, parts: [String]? = nil
    ) throws {
        let objects = try program.objects()
        let object = try #require(objects.first, "no answer: \(program.errors)")
        #expect(objects.count == 1)
        #expect(object["probe"] as? String == name)
        #expect(object["run"] as? String == run)
        let record = try #require(object["record"] as? [String: Any])
        #expect(record["step"] as? Int == step)
        for part in parts ?? Self.parts[name] ?? [] {
            #expect((record[part] as? [Any])?.isEmpty == false, "\(name) has no \(part)")
        }
        let numbers = numbers(record)
        #expect(numbers.count > 8)
        #expect(numbers.allSatisfy { $0.isFinite })
    }

    private static func numbers(_ value: Any) -> [Double] {
        switch value {
        case let number as NSNumber: [number.doubleValue]
        case let array as [Any]: array.flatMap(numbers)
        case let object as [String: Any]: object.values.flatMap(numbers)
        default: []
        }
    }
}
