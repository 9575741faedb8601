import Dashboard
import RunEvents
import Tasks
import TerminalUI
import Testing

/// The panel of what the network knows, and questions to it.
@Suite struct KnowledgeTests {
    private func press(_ text: String, _ model: inout Model) -> [Effect] {
        text.unicodeScalars.flatMap { model.update(.key(.character($0))) }
    }

    private func model(_ task: SyntheticTask?, width: Int, height: Int, symbols: Symbols = .braille) -> Model {
        var model = makeModel(width: width, height: height, symbols: symbols)
        let events = task?.history(to: 1_200) ?? SyntheticRun.history(to: 1_200)
        for event in events { _ = model.update(.event(event)) }
        _ = model.update(.tick(elapsedSeconds: 20))
        return model
    }

    /// - Parameter keys: K once for below the axis, twice for the whole screen.
    private func looking(
        _ task: SyntheticTask?, _ record: KnowledgeRecord, _ keys: String, width: Int, height: Int,
        symbols: Symbols = .braille
    ) -> Model {
        var model = model(task, width: width, height: height, symbols: symbols)
        _ = press(keys, &model)
        _ = model.update(.knowledge(.now, .success(record)))
        return model
    }

    // MARK: Screens

    @Test(arguments: [(60, 16, "K"), (80, 24, "K"), (80, 24, "KK"), (120, 40, "K"), (160, 50, "K"), (160, 50, "KK")])
    func modularAddition(width: Int, height: Int, keys: String) throws {
        let record = SyntheticKnowledge.modular(97, step: 1_200, known: 0.3)
        let model = looking(.modularAddition, record, keys, width: width, height: height)
        try expectScreen(model.view().lines, "knowledge-modadd-\(keys)-\(width)x\(height)")
    }

    @Test(arguments: [(80, 24), (120, 40)])
    func everyPairOfASmallModulus(width: Int, height: Int) throws {
        let record = SyntheticKnowledge.modular(11, step: 1_200, known: 0.5)
        let model = looking(.modularAddition, record, "KK", width: width, height: height)
        try expectScreen(model.view().lines, "knowledge-pairs-\(width)x\(height)")
    }

    @Test(arguments: [(60, 16), (80, 24), (120, 40)])
    func brackets(width: Int, height: Int) throws {
        let model = looking(nil, SyntheticKnowledge.brackets(1_200), "K", width: width, height: height)
        try expectScreen(model.view().lines, "knowledge-dyck-\(width)x\(height)")
    }

    @Test(arguments: [(60, 16), (80, 24), (120, 40)])
    func commands(width: Int, height: Int) throws {
        let model = looking(.scan, SyntheticKnowledge.commands(1_200), "K", width: width, height: height)
        try expectScreen(model.view().lines, "knowledge-scan-\(width)x\(height)")
    }

    @Test func bitsAndASCII() throws {
        let bits = looking(nil, SyntheticKnowledge.bits(1_200), "K", width: 80, height: 24)
        try expectScreen(bits.view().lines, "knowledge-bits-80x24")
        let pairs = looking(
            .modularAddition, SyntheticKnowledge.modular(11, step: 1_200, known: 0.5), "KK", width: 80, height: 24,
            symbols: .ascii)
        let lines = pairs.view().lines
        #expect(lines.allSatisfy { $0.unicodeScalars.allSatisfy(\.isASCII) })
        try expectScreen(lines, "knowledge-ascii-80x24")
    }

    @Test func theFourLooksDifferWithoutColour() throws {
        let record = SyntheticKnowledge.modular(11, step: 1_200, known: 0.5)
        for symbols in [Symbols.braille, .ascii] {
            let model = looking(.modularAddition, record, "KK", width: 120, height: 40, symbols: symbols)
            let looks: [Character] = symbols == .ascii ? ["#", "M", "x", "."] : ["█", "▒", "x", "·"]
            // The table's rows: 22 characters, two a pair.
            let rows = model.view().lines.compactMap { line -> String? in
                let row = String(line.dropFirst(2).prefix(22))
                return row.allSatisfy(looks.contains) ? row : nil
            }
            let table = try #require(record.table)
            #expect(rows.count == 11)
            for (a, row) in rows.enumerated() {
                for (b, look) in stride(from: 0, to: 22, by: 2).map({ Array(row)[$0] }).enumerated() {
                    let index = (table.isRight(a * 11 + b) ? 0 : 2) + (table.isTrained[a * 11 + b] ? 0 : 1)
                    #expect(look == looks[index])
                }
            }
        }
    }

    @Test func inTheLowerRow() throws {
        var model = model(.modularAddition, width: 160, height: 50)
        var effects: [Effect] = []
        while model.panel != .knowledge { effects = model.update(.key(.character("o"))) }
        #expect(effects == [.look(.now, SyntheticTask.modularAddition.config)])
        _ = model.update(.knowledge(.now, .success(SyntheticKnowledge.modular(97, step: 1_200, known: 0.3))))
        try expectScreen(model.view().lines, "knowledge-lower-160x50")
    }

    // MARK: What is asked for

    @Test func aLiveRunIsAskedAgainAfterEachEvaluation() {
        var model = model(.modularAddition, width: 120, height: 40)
        let config = SyntheticTask.modularAddition.config
        #expect(press("K", &model) == [.look(.now, config)])
        #expect(press("s", &model) == [], "one is under way")
        let record = SyntheticKnowledge.modular(11, step: 1_200, known: 0.5)
        #expect(model.update(.knowledge(.now, .success(record))) == [.look(.nextEvaluation, config)])
        #expect(model.knowledge.record == record)
        let next = SyntheticKnowledge.modular(11, step: 1_300, known: 0.6)
        #expect(model.update(.knowledge(.nextEvaluation, .success(next))) == [.look(.nextEvaluation, config)])
        #expect(model.knowledge.record == next)
        // Larger, and then closed: nothing more is asked for.
        #expect(press("KK", &model) == [] && model.knowledge.extent == .lowerRow)
        #expect(model.update(.knowledge(.nextEvaluation, .success(record))) == [])
        #expect(model.knowledge.record == next, "nobody waits for it any more")
        #expect(press("K", &model) == [.look(.nextEvaluation, config)])
        #expect(model.update(.key(.escape)) == [] && model.knowledge.extent == .lowerRow)
    }

    @Test func thePastIsTheNearestCheckpoint() {
        var model = makeModel(in: .replay)
        let config = model.run.config ?? SyntheticRun.config()
        #expect(press("K", &model) == [])
        #expect(model.view().lines.contains { $0.contains("there is no checkpoint to look at yet") })
        #expect(model.update(.checkpoints([100, 950, 1_500])) == [.look(.checkpoint(950), config)])
        _ = model.update(.knowledge(.checkpoint(950), .success(SyntheticKnowledge.brackets(950))))
        #expect(model.view().lines.contains { $0.contains("knowledge at 950 · shown is 1,000") })
        #expect(model.update(.key(.home)) == [.look(.checkpoint(100), config)])
        // On the way there another step is wanted; an answer of the past shows meanwhile.
        #expect(press("g1400", &model) == [])
        #expect(model.update(.key(.enter)) == [.look(.checkpoint(1_500), config)])
        _ = model.update(.knowledge(.checkpoint(100), .success(SyntheticKnowledge.brackets(100))))
        #expect(model.knowledge.record?.step == 100)
        #expect(model.update(.knowledge(.checkpoint(1_500), .failure(LookFailure("it is damaged")))) == [])
        #expect(model.view().lines.contains { $0.contains("it is damaged") })
        #expect(press("s", &model) == [], "what has failed is not asked for again")
    }

    @Test func aRunThatGroktopDoesNotTrainSaysWhy() {
        var model = makeModel()
        #expect(press("K", &model) == [] && model.notice?.text == "the run has not begun")
        #expect(press("Q", &model) == [] && model.mode == .watching)
    }

    // MARK: Questions

    @Test func aQuestionIsAskedOfNowAndOfGrokking() throws {
        var model = model(.modularAddition, width: 80, height: 24)
        let config = SyntheticTask.modularAddition.config
        let grokked = try #require(model.run.grokked?.step)
        _ = model.update(.checkpoints([0, grokked, 1_100]))
        #expect(press("Q17 + x", &model) == [])
        #expect(model.update(.key(.enter)) == [])
        #expect(model.view().lines.last?.hasPrefix(" ask 17 + x  'x' is no number: two numbers from 0 to 96") == true)
        _ = model.update(.key(.backspace))
        #expect(press("80", &model) == [])
        let query = Query(
            number: 1, text: "17 + 80",
            moments: [.init("now", .now), .init("grokked", .checkpoint(grokked))])
        #expect(model.update(.key(.enter)) == [.ask(query, config)])
        let answer = SyntheticKnowledge.answer("17 80", ["0"], ["0"])
        let wrong = SyntheticKnowledge.answer("17 80", ["4"], ["0"])
        _ = model.update(.answered(query: 1, .now, .success(StepAnswer(step: 1_204, answer: answer))))
        _ = model.update(.answered(query: 0, .checkpoint(grokked), .failure(LookFailure("of an older question"))))
        #expect(!model.view().lines.contains { $0.contains("older") })
        _ = model.update(
            .answered(query: 1, .checkpoint(grokked), .success(StepAnswer(step: grokked, answer: wrong))))
        try expectScreen(model.view().lines, "asked-80x24")
        _ = model.update(.key(.escape))
        #expect(model.mode == .watching && !model.view().lines.contains { $0.contains("17 + 80") })
    }

    @Test func lettersOfAQuestionAreNoKeysAndAPasteGoesIn() {
        var model = model(nil, width: 80, height: 24)
        #expect(press("Qqwa", &model) == [])
        #expect(model.mode == .asking(TextInput("qwa"), problem: nil))
        _ = model.update(.key(.control("u")))
        _ = model.update(.paste(Paste(text: "(()())\nq", byteCount: 8)))
        #expect(model.mode == .asking(TextInput("(()())"), problem: nil))
    }
}
