import Dashboard
import RunEvents
import Tasks
import TerminalUI
import Testing

/// What tasks other than Dyck-1 look like.
@Suite struct TaskScreenTests {
    private func model(_ task: SyntheticTask, to step: Int, width: Int, height: Int) -> Model {
        var model = makeModel(width: width, height: height)
        for event in task.history(to: step) { _ = model.update(.event(event)) }
        _ = model.update(.tick(elapsedSeconds: Double(step) / task.possibleStepsPerSecond))
        return model
    }

    @Test(arguments: [(160, 50, 8_000), (120, 40, 8_000), (80, 24, 6_400), (60, 16, 6_400)])
    func scan(width: Int, height: Int, step: Int) throws {
        let model = model(.scan, to: step, width: width, height: height)
        try expectScreen(model.view().lines, "scan-\(width)x\(height)")
    }

    @Test(arguments: [(120, 40), (80, 24), (60, 16)])
    func modularAddition(width: Int, height: Int) throws {
        let model = model(.modularAddition, to: 1_200, width: width, height: height)
        try expectScreen(model.view().lines, "modadd-\(width)x\(height)")
    }

    @Test func curvesAxisAndLogOfSCANAreOfWholeSequences() {
        let run = model(.scan, to: 6_400, width: 120, height: 40).run
        var worse = run.evaluations.records.filter { $0.step >= 3_000 }
        // Every token right, and half of the sequences.
        worse[0].testSequenceAccuracy = 0.5
        #expect((AccuracyBounds.fitted(EvaluationHistory(worse)).lowerBound - 0.4).magnitude < 1e-9)

        func record(_ step: Int, tokens: Double, sequences: Double) -> EvaluationRecord {
            EvaluationRecord(
                step: step, trainLoss: 0, trainAccuracy: 1, testLoss: 0, testAccuracy: tokens,
                trainSequenceAccuracy: 1, testSequenceAccuracy: sequences, trainSequences: 2_048, testSequences: 500,
                parameterNorm: 1, stepsPerSecond: 3)
        }
        var state = RunState()
        state.apply(.evaluation(record(100, tokens: 0.99, sequences: 0.96)))
        state.apply(
            .marker(.init(step: 200, kind: .slingshot, accuracy: 0.7, previousAccuracy: 0.96, sequences: 500)))
        state.apply(.evaluation(record(300, tokens: 0.98, sequences: 0.91)))
        #expect(state.log.entries.last?.detail == "0.960 → 0.700 → 0.910")
    }

    @Test func theHeaderNamesEveryTaskAtEverySize() {
        let expected: [TaskName: String] = [
            .dyck: "Dyck-1", .scan: "SCAN addprim-jump", .modadd: "a+b mod 113", .modsub: "a−b mod 113",
            .modmul: "a·b mod 113", .modx2y2: "a²+b² mod 113", .modx2xyy2: "a²+ab+b² mod 113",
            .modx3xy: "a³+ab mod 113", .s5: "a·b in S₅", .parity: "parity 3 of 20",
        ]
        for task in TaskList.names {
            for size in [Size(width: 60, height: 16), Size(width: 80, height: 24), Size(width: 160, height: 50)] {
                var model = makeModel(width: size.width, height: size.height)
                _ = model.update(.event(started(task)))
                _ = model.update(.event(SyntheticTask.scan.progress(100)))
                let header = model.view().lines[0]
                #expect(header.contains(" \(expected[task] ?? "?") · "), "\(header)")
                #expect(header.contains("ω 1.0 ● on"), "\(header)")
                #expect(header.contains("100/15,000") || header.contains("100 / 15,000"), "\(header)")
                // The longest name takes the place of the seed.
                #expect(size.width < 80 || task == .scan || header.contains("seed 42"), "\(header)")
            }
        }
    }

    @Test(arguments: TaskList.names) func whatATaskSaysHasACounterpartInASCII(task: TaskName) throws {
        guard case .started(let record) = started(task) else { return }
        let text = TaskText(try #require(record.config))
        for part in [text.name, text.accuracy, text.coordinate, text.probeAccuracy, text.tokens] {
            #expect(!part.isEmpty)
            #expect(!part.unicodeScalars.map(ASCIIFolding.fold).contains("?"), "\(part)")
        }
    }

    @Test func theSimpleSplitIsNotNamed() {
        #expect(TaskText(SyntheticTask.scan.config).name == "SCAN")
    }

    @Test func theCoordinateIsSaidWhereThereIsRoom() {
        func title(_ task: SyntheticTask, width: Int) -> String {
            model(task, to: 1_000, width: width, height: 40).view().lines[1]
        }
        #expect(title(.modularAddition, width: 200).contains("─ accuracy of the answer · (a+b) mod 97 ─"))
        #expect(title(.modularAddition, width: 80).contains("─ accuracy of the answer ─"))
        #expect(title(.scan, width: 220).contains("─ whole-sequence accuracy · action at each position ─"))
        #expect(title(.scan, width: 120).contains("─ whole-sequence accuracy ─"))
    }

    @Test func figuresOfTheAccuracyTitleKeepTheirPlaces() {
        func record(_ step: Int, _ accuracy: Double, loss: Double, tests: Int) -> EvaluationRecord {
            EvaluationRecord(
                step: step, trainLoss: loss, trainAccuracy: accuracy, testLoss: loss, testAccuracy: accuracy,
                trainSequences: 4_704, testSequences: tests, parameterNorm: 9.3 * loss, stepsPerSecond: 3)
        }
        var model = makeModel(width: 160, height: 50)
        _ = model.update(.event(started(.modadd)))
        func places() -> [Int?] {
            let title = model.view().lines[1]
            return ["‖θ‖", "test loss", "train", "test", " ╮"].map { name in
                title.firstRange(of: name).map { title.distance(from: title.startIndex, to: $0.lowerBound) }
            }
        }
        let before = places()
        #expect(!before.contains(nil))
        for (step, record) in [
            record(0, 0.01, loss: 4.6, tests: 999), record(1, 1, loss: 17.25, tests: 4_705),
            record(2, 1, loss: 0.0004, tests: 999),
        ].enumerated() {
            _ = model.update(.event(.evaluation(record)))
            #expect(places() == before, "\(step): \(model.view().lines[1])")
        }
    }

    private func started(_ task: TaskName) -> RunEvent {
        var config = SyntheticRun.config(steps: 15_000)
        config.task = task
        config.data = DataConfig(
            trainSequences: 2_048, testSequences: 4_705, batchSequences: 256,
            parameters: TaskPreset.config(for: task).data.parameters)
        if config.data.parameters["modulus"] != nil { config.data.parameters["modulus"] = .integer(113) }
        if task == .scan { config.data.parameters["split"] = .text("addprim-jump") }
        return .started(StartedRecord(config: config, engine: SyntheticRun.started.engine))
    }
}
