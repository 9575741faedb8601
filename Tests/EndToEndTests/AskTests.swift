import Foundation
import Testing

/// `groktop ask` and `groktop probe knowledge`: what a recorded run's network answers.
@Suite("Asking a network")
struct AskTests {
    private static let model = [
        "--d-model", "16", "--heads", "2", "--ff", "32", "--layers", "1", "--batch", "20", "--interval", "50",
        "--window", "3", "--eval-every", "10", "--checkpoint-every", "1", "--steps", "200",
    ]

    private static func record(_ task: [String], in folder: TemporaryFolder) throws {
        let program = try Program.run(Program.url.path, ["train", "--runs", folder.path] + task + model)
        try #require(program.exitCode == 0, "\(program.errors)")
    }

    @Test("right pairs are as many as the recorded accuracies say, at each checkpoint")
    func table() throws {
        let folder = try TemporaryFolder()
        try Self.record(["--task", "modadd", "--p", "11", "--train-size", "60", "--test-size", "61"], in: folder)
        let evaluations = try Program.run("export", "@", "--format", "ndjson", "--runs", folder.path).objects()
            .filter { $0["type"] as? String == "evaluation" }
        for step in [0, 50, 100, 200] {
            let look = try Program.run(
                "probe", "knowledge", "@", "--step", "\(step)", "--json", "--runs", folder.path)
            let record = try #require(look.objects().first?["record"] as? [String: Any])
            let table = try #require(record["table"] as? [String: Any])
            let answers = try #require(table["answers"] as? [Int])
            let truth = try #require(table["truth"] as? [Int])
            let trained = try #require(table["isTrained"] as? [Bool])
            #expect(answers.count == 121 && truth == (0..<121).map { ($0 / 11 + $0 % 11) % 11 })
            let evaluation = try #require(evaluations.first { $0["step"] as? Int == step })
            for (isTrained, name) in [(true, "trainAccuracy"), (false, "testAccuracy")] {
                let entries = trained.indices.filter { trained[$0] == isTrained }
                let right = entries.count { answers[$0] == truth[$0] }
                // A share of so few pairs is one number of them alone, whatever JSON's reader rounds.
                let share = try #require(evaluation[name] as? Double)
                #expect((share * Double(entries.count)).rounded() == Double(right), "\(name) at \(step)")
                #expect(abs(share - Double(right) / Double(entries.count)) < 1e-15)
            }
        }
    }

    @Test("a question at some steps, as text and as JSON; the recording stays as it is")
    func asks() throws {
        let folder = try TemporaryFolder()
        try Self.record(["--train-size", "20", "--test-size", "60"], in: folder)
        let text = try Program.run("ask", "@", "(()())", "--at", "50", "--at", "133", "--runs", folder.path)
        #expect(text.exitCode == 0)
        let lines = text.output.split(separator: "\n")
        #expect(lines.count == 3 && lines[0].hasPrefix("( ( ) ( ) ) asked of "))
        #expect(lines[0].hasSuffix(": right is 1 2 1 2 1 0"))
        #expect(lines[1].hasPrefix("  step 50 ") && lines[2].hasPrefix("  step 133 "))
        let json = try Program.run(
            "ask", "@", "(()())", "--at", "50", "--at", "133", "--format", "json", "--runs", folder.path)
        let objects = try json.objects()
        #expect(objects.compactMap { $0["step"] as? Int } == [50, 133])
        for object in objects {
            let probabilities = try #require(object["probabilities"] as? [Double])
            let product = probabilities.reduce(1, *)
            #expect(probabilities.count == 6 && abs((object["probability"] as? Double ?? 0) - product) < 1e-12)
            #expect(object["truth"] as? [String] == ["1", "2", "1", "2", "1", "0"])
            #expect((object["answer"] as? [String] == object["truth"] as? [String]) == (object["right"] as? Bool))
        }
        let usual = try Program.run("ask", "@", "()", "--runs", folder.path)
        #expect(usual.exitCode == 0 && usual.output.contains("step 200"))
    }

    private static let asked: [([String], Int32)] = [
        (["(()"], 0), (["())"], 64), (["x"], 64), ([""], 64), (["()", "--at", "9999"], 64), (["()", "--at", "x"], 64),
        (["()", "--format", "yaml"], 64), ([], 64),
    ]

    @Test("what is no question is refused in one line that says what is accepted", arguments: asked)
    func refused(arguments: [String], exitCode: Int32) throws {
        let sample = try RecordedRunSample()
        let before = try sample.contents()
        let program = try sample.run(["ask"], nil, arguments)
        #expect(program.exitCode == exitCode)
        if exitCode != 0 {
            #expect(program.output == "" && program.errors.split(separator: "\n").count == 1)
            #expect(program.errors.hasPrefix("groktop: "))
        }
        #expect(try sample.contents() == before)
    }

    // MARK: In a terminal

    private static func terminal(_ command: String, _ folder: TemporaryFolder) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(width: 120, height: 40)
        try terminal.wait(for: "the shell") { $0.contains("ready>") }
        try terminal.enter("'\(Program.url.path)' \(command) --runs '\(folder.path)'; echo exit=$?")
        return terminal
    }

    private static func leave(_ terminal: PseudoTerminal, asks: Bool) throws {
        try terminal.press("q")
        if asks { try terminal.press("y") }
        try terminal.wait(for: "the shell again") { $0.contains("\nexit=0") }
    }

    /// The step in the panel's title; nil where there is none.
    private static func lookedAt(_ screen: String) -> Int? {
        guard let title = screen.split(separator: "\n").first(where: { $0.contains("─ knowledge at ") }) else {
            return nil
        }
        let digits = title.components(separatedBy: "knowledge at ")[1].prefix { $0.isNumber || $0 == "," }
        return Int(digits.filter(\.isNumber))
    }

    @Test("live: the panel goes on with the run, in the past it shows a checkpoint, and nothing of it is recorded")
    func live() throws {
        let folder = try TemporaryFolder()
        let options =
            "--task modadd --p 11 --d-model 16 --heads 2 --ff 32 --layers 1 --train-size 60 --test-size 61 --batch 20 "
            + "--interval 50 --window 3 --eval-every 10 --steps 900000 --pace 100"
        let terminal = try Self.terminal("watch \(options)", folder)
        try terminal.wait(for: "some evaluations") { $0.contains("test 0.") }
        try terminal.press("K")
        let first = try terminal.wait(for: "a look") { Self.lookedAt($0) != nil && $0.contains("circle of k = ") }
        let step = try #require(Self.lookedAt(first))
        try terminal.wait(for: "later looks, at steps that are evaluated") { screen in
            Self.lookedAt(screen).map { $0 > step + 20 && $0 % 10 == 0 } ?? false
        }
        try terminal.press("Q")
        try terminal.enter("7 + 8")
        try terminal.wait(for: "the answer of now") { screen in
            screen.contains("right: 4")
                && screen.split(separator: "\n").contains {
                    $0.contains("now ") && $0.contains("  p ")
                }
        }
        try terminal.press("Escape")
        try terminal.wait(for: "no question") { !$0.contains("right: 4") }
        try terminal.press("Home")
        try terminal.wait(for: "the checkpoint that is nearest to the start") {
            Self.lookedAt($0) != nil && $0.contains(" · shown is 0 ")
        }
        try Self.leave(terminal, asks: true)
        let events = try Program.run("export", "@", "--format", "ndjson", "--runs", folder.path).objects()
        #expect(!events.isEmpty && !events.contains { $0["kind"] as? String == "knowledge" })
        #expect(events.compactMap { $0["command"] as? String }.allSatisfy { $0 == "stop" })
    }

    @Test("replay: the panel shows the nearest checkpoint, a question is answered at grokking and at the end")
    func replay() throws {
        let folder = try TemporaryFolder()
        try Self.record(["--train-size", "20", "--test-size", "60"], in: folder)
        let terminal = try Self.terminal("replay @", folder)
        try terminal.wait(for: "the recording") { $0.contains("Dyck-1") }
        try terminal.press("End")
        try terminal.press("K")
        try terminal.wait(for: "the end's answers") { Self.lookedAt($0) == 200 && $0.contains("says") }
        try terminal.press("Q")
        try terminal.enter("(()")
        try terminal.wait(for: "the answer at the end") { screen in
            screen.contains("right: 1 2 1")
                && screen.split(separator: "\n").contains {
                    $0.contains("here 200") && $0.contains("  p ")
                }
        }
        try terminal.enter("())")
        try terminal.wait(for: "what is accepted") { $0.contains("bracket 3 closes nothing: 1 to 24 brackets") }
        try terminal.press("Escape")
        // Sent before the prompt is closed, Escape and Home would be Alt-Home.
        try terminal.wait(for: "the keys") { !$0.contains("closes nothing") && $0.contains("space play") }
        try terminal.press("Home")
        try terminal.wait(for: "the first checkpoint's answers") {
            Self.lookedAt($0).map { $0 < 200 } ?? false
        }
        try Self.leave(terminal, asks: false)
    }
}
