import Foundation
import RunEvents
import Testing

/// `groktop train` as a script sees it.
@Suite("groktop train")
struct TrainTests {
    @Test("prints one JSON object a line, from started to finished")
    func events() throws {
        let program = try Program.run(
            "train", "--steps", "420", "--at", "210:weight-decay=0", "--at", "410:ablate", "--at", "410:perturb")
        #expect(program.exitCode == 0)
        let objects = try program.objects()
        let types = objects.map { $0["type"] as? String ?? "" }
        #expect(types.first == "started")
        #expect(types.last == "finished")
        #expect(
            Set(types) == [
                "started", "evaluation", "spectrum", "window", "gapLedger", "gapFlow", "command", "probe", "marker",
                "finished",
            ])
        #expect(program.output.split(separator: "\n").allSatisfy { $0.hasPrefix("{\"type\":\"") })

        func steps(_ type: String) -> [Int] {
            objects.filter { $0["type"] as? String == type }.compactMap { $0["step"] as? Int }
        }
        #expect(steps("evaluation") == [0, 50, 100, 150, 200, 250, 300, 350, 400, 420])
        #expect(steps("command") == [210, 410, 410])
        #expect(steps("probe") == [410, 410])
        let evaluations = objects.filter { $0["type"] as? String == "evaluation" }
        #expect(evaluations.last?["testSequences"] as? Int == 5_000)
        let coarse = objects.filter { $0["type"] as? String == "spectrum" && $0["interval"] as? Int == 100 }
        let fine = objects.filter { $0["type"] as? String == "spectrum" && $0["interval"] as? Int == 20 }
        #expect(coarse.compactMap { $0["step"] as? Int } == [200, 300, 400])
        #expect(fine.compactMap { $0["step"] as? Int } == Array(stride(from: 40, through: 420, by: 20)))
        for key in [
            "step", "interval", "window", "sigma", "eigenvalues", "kStarRatio", "kStarWeighted", "gapRatio", "g23",
            "gradientFraction", "alignment", "rotationDegrees", "driveClass",
        ] {
            #expect(coarse.last?[key] != nil, "\(key)")
        }
        #expect((objects.last?["parameterDigest"] as? String)?.count == 64)
    }

    @Test("what it prints reads back to the same events, digit for digit")
    func roundTrip() throws {
        let program = try Program.run("train", "--steps", "60", "--interval", "10", "--eval-every", "30")
        let lines = program.output.split(separator: "\n")
        #expect(lines.count > 10)
        for line in lines {
            let event = try JSONDecoder().decode(RunEvent.self, from: Data(line.utf8))
            let again = try JSONText.line(event.record)
            #expect("{\"type\":\"\(event.typeName)\"," + again.dropFirst() == line)
        }
    }

    @Test("the same seed gives the same digest, another seed another, and threads and pace change nothing")
    func determinism() throws {
        func digest(_ arguments: String...) throws -> String {
            let program = try Program.run(
                Program.url.path, ["train", "--steps", "120", "--interval", "10"] + arguments)
            return try #require(try program.objects().last?["parameterDigest"] as? String)
        }
        let first = try digest("--seed", "42")
        #expect(try digest("--seed", "42") == first)
        #expect(try digest("--seed", "42", "--threads", "1") == first)
        #expect(try digest("--seed", "42", "--threads", "4", "--pace", "400", "--at", "60:ablate") == first)
        #expect(try digest("--seed", "43") != first)
        #expect(try digest("--seed", "42", "--at", "60:weight-decay=0.5") != first)
    }

    @Test("a number that is not finite ends it with the step and the quantity, events until then complete")
    func notFinite() throws {
        let program = try Program.run("train", "--learning-rate", "10", "--weight-decay", "1000", "--steps", "200")
        #expect(program.exitCode == 1)
        let objects = try program.objects()
        #expect(objects.last?["type"] as? String == "finished")
        #expect(objects.last?["reason"] as? String == "notFinite")
        let step = try #require(objects.last?["step"] as? Int)
        let quantity = try #require(objects.last?["detail"] as? String)
        #expect(
            program.errors.hasSuffix(
                "groktop: step \(step): the \(quantity) is not a finite number; training stopped\n"))
    }

    @Test("watch without a terminal prints plain lines and says so once")
    func plainLines() throws {
        let program = try Program.run("--steps", "40", "--pace", "unlimited")
        #expect(program.exitCode == 0)
        #expect(
            program.errors.components(separatedBy: "groktop: ").count == 2
                && program.errors.hasPrefix(
                    "groktop: input or output is not a terminal; printing plain lines instead\n")
        )
        #expect(program.output.contains("evaluation"))
        #expect(program.output.contains("completed"))
        #expect(!program.output.contains("\u{1B}"))
    }

    @Test("seeds 42, 137 and 2024 grok with weight decay and do not without", arguments: [42, 137, 2024], [1, 0])
    func groks(seed: Int, weightDecay: Int) throws {
        let program = try Program.run(
            "train", "--seed", "\(seed)", "--weight-decay", "\(weightDecay)", "--steps", "2000")
        let objects = try program.objects()
        let accuracies = objects.filter { $0["type"] as? String == "evaluation" }
            .compactMap { $0["testAccuracy"] as? Double }
        let markers = objects.filter { $0["type"] as? String == "marker" }.compactMap { $0["kind"] as? String }
        #expect(accuracies.count == 41)
        #expect(markers.contains("memorized"))
        // A slingshot can fall on any one evaluation, the last among them: so the mark decides, and most of what
        // follows.
        if weightDecay == 1 {
            #expect(markers.contains("grokked"))
            #expect(accuracies.suffix(10).sorted()[5] >= 0.95)
        } else {
            #expect(!markers.contains("grokked"))
            #expect(accuracies.allSatisfy { $0 < 0.95 })
        }
    }
}
