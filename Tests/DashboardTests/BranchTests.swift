import Dashboard
import RunEvents
import TerminalUI
import Testing

/// Forking, rewinding, and probing the past.
@Suite struct BranchTests {
    private func press(_ text: String, _ model: inout Model) -> [Effect] {
        text.unicodeScalars.flatMap { model.update(.key(.character($0))) }
    }

    private func footer(_ model: Model) -> String { model.view().lines.last ?? "" }

    // MARK: Fork

    @Test(
        arguments: [
            ("", nil), (" ", nil), ("0", .value(0)), ("0.5", .value(0.5)), ("off", .off), ("on", .on),
        ] as [(String, RunCommand.WeightDecaySetting?)], Place.allCases)
    func aForkIsOfTheShownStep(typed: (String, RunCommand.WeightDecaySetting?), place: Place) {
        var model = makeModel(in: place)
        let step = [.now, .steered].contains(place) ? 400 : 1_000
        #expect(press("f" + typed.0, &model) == [])
        #expect(model.update(.key(.enter)) == [.fork(step: step, weightDecay: typed.1)])
        #expect(model.mode == .watching)
    }

    /// What is typed is about the step that was shown, whatever comes meanwhile.
    @Test func aForkKeepsItsStepWhileTheRunGoesOn() {
        var model = makeModel(in: .now)
        _ = press("f", &model)
        for event in SyntheticRun.history(to: 700).dropFirst(60) { _ = model.update(.event(event)) }
        #expect(model.update(.key(.enter)) == [.fork(step: 400, weightDecay: nil)])
    }

    @Test func theForkPromptSaysWhatIsAccepted() {
        var model = makeModel(in: .past, width: 120, height: 40)
        _ = press("g1150", &model)
        _ = model.update(.key(.enter))
        _ = press("f", &model)
        #expect(footer(model).hasPrefix(" fork at 1,150, ω =   empty for 0, as it is there · Enter forks, Esc leaves "))
        _ = press("x", &model)
        #expect(model.update(.key(.enter)) == [])
        #expect(
            footer(model).hasPrefix(
                " fork at 1,150, ω = x  'x' is no number: 0 to 1000, such as 0.5 or 1e-2; on; off "))
        _ = model.update(.key(.escape))
        #expect(model.mode == .watching)
    }

    // MARK: Rewind

    @Test func aRewindAsksFirst() {
        var model = makeModel(in: .past)
        #expect(press("R", &model) == [])
        #expect(footer(model).hasPrefix(" rewind to 1,000? the run as it is now is kept (y/n) "))
        #expect(press("n", &model) == [])
        #expect(model.mode == .watching && model.place == .past)
        #expect(press("Ry", &model) == [.rewind(step: 1_000)])
    }

    @Test(arguments: [
        (Place.now, "this is now, there is nothing to rewind: ← goes back first"),
        (.replay, "a recording cannot be rewound: f forks it here"),
        (.following, "this run is recorded elsewhere: f forks it here"),
    ])
    func elsewhereThereIsNothingToRewind(place: Place, reason: String) {
        var model = makeModel(in: place)
        #expect(press("R", &model) == [])
        #expect(model.notice?.text == reason && model.mode == .watching)
    }

    @Test func theEndOfTheRunLeavesQuestionsAboutItsPast() {
        for keys in ["f0.5", "R", "g10"] {
            var model = makeModel(in: .past)
            _ = press(keys, &model)
            let mode = model.mode
            _ = model.update(.event(.finished(.init(step: 1_700, reason: .completed, parameterDigest: "00"))))
            #expect(model.mode == mode && mode != .watching)
        }
    }

    // MARK: Probes

    @Test(
        arguments: [Place.past, .replay, .following], [("a", "A", MeasurementKind.ablation), ("p", "P", .perturbation)])
    func probesOfThePast(place: Place, keys: (nearest: String, exact: String, kind: MeasurementKind)) {
        let doing = keys.kind == .ablation ? "ablating" : "perturbing"
        var model = makeModel(in: place)
        #expect(press(keys.nearest, &model) == [])
        #expect(model.notice?.text == "there is no checkpoint: \(keys.exact) derives step 1,000 again")
        // The two nearest are equally far away.
        _ = model.update(.checkpoints([1_500, 950, 1_050, 200]))
        #expect(press(keys.nearest, &model) == [.probe(keys.kind, .nearestCheckpoint(950))])
        #expect(model.notice?.text == "\(doing) at the checkpoint of 950, the nearest to 1,000")
        _ = model.update(.checkpoints([1_000, 900]))
        #expect(press(keys.nearest, &model) == [.probe(keys.kind, .nearestCheckpoint(1_000))])
        #expect(model.notice?.text == "\(doing) at the checkpoint of 1,000")
        #expect(press(keys.exact, &model) == [.probe(keys.kind, .exactStep(1_000))])
        #expect(model.notice?.text == "\(doing) at 1,000, derived again")
    }

    @Test func nowIsProbedByTheRunItself() {
        var model = makeModel(in: .now)
        for (key, reason) in [("A", "this is now: a probes it"), ("P", "this is now: p probes it")] {
            #expect(press(key, &model) == [])
            #expect(model.notice?.text == reason)
        }
        #expect(press("a", &model) == [.send(.ablate)])
    }

    @Test func anAnswerIsShownWithoutBecomingHistory() {
        var model = makeModel(in: .replay, width: 120, height: 40)
        func title() -> String { model.view().lines.first { $0.contains("ablation at") } ?? "" }
        let entries = model.run.log.entries.count
        _ = model.update(.probeAnswer(ProbeRecord(SyntheticRun.ablation(950))))
        #expect(title().contains("─ ablation at 950 · shown is 1,000 ─"))
        #expect(model.run.ablation?.step == 1_240 && model.run.log.entries.count == entries)
        _ = model.update(.probeAnswer(ProbeRecord(SyntheticRun.ablation(1_000))))
        #expect(title().contains("─ ablation at 1,000 ─"))
        _ = model.update(.key(.escape))
        #expect(model.answers.isEmpty && model.cursor == 1_000)
        _ = model.update(.probeAnswer(ProbeRecord(SyntheticRun.perturbation(950))))
        #expect(model.view().lines.contains { $0.contains("perturbation at 950 · shown is 1,000") })
    }

    /// It may take a while, and come when one has left the past.
    @Test func anAnswerGivesWayToTheRunsOwn() {
        var model = makeModel(in: .past, width: 120, height: 40)
        _ = model.update(.key(.end))
        _ = model.update(.probeAnswer(ProbeRecord(SyntheticRun.ablation(950))))
        #expect(model.view().lines.contains { $0.contains("ablation at 950 · shown is 1,690") })
        _ = model.update(.event(.probe(ProbeRecord(SyntheticRun.ablation(1_690)))))
        #expect(model.view().lines.contains { $0.contains("─ ablation at 1,690 ─") })
        // So does leaving the past once more.
        _ = model.update(.key(.home))
        _ = model.update(.probeAnswer(ProbeRecord(SyntheticRun.ablation(950))))
        _ = model.update(.key(.end))
        #expect(model.answers.isEmpty)
    }

    @Test func whatTakesAWhileIsSaidUntilItIsDone() {
        var model = makeModel(in: .replay)
        let keys = footer(model)
        _ = model.update(.working("re-deriving step 1,034: 834 …"))
        #expect(footer(model).hasPrefix(" 1,000 of 1,700 ━━━━●───  re-deriving step 1,034: 834 …  "))
        _ = model.update(.tick(elapsedSeconds: 900))
        #expect(footer(model).contains("re-deriving"))
        // A notice lies over it for as long as one lasts.
        _ = model.update(.notice("forked as 2026-11-25-dyck-42-0b11", isAlert: false))
        #expect(footer(model).hasPrefix(" forked as 2026-11-25-dyck-42-0b11 "))
        _ = model.update(.key(.character("~")))
        #expect(footer(model).contains("re-deriving"))
        _ = model.update(.working(nil))
        #expect(footer(model) == keys)
    }

    // MARK: What takes the place of what was known

    @Test func aRewoundRunGoesOnFromWhatItIsGiven() {
        var model = makeModel(in: .past)
        _ = press("Ry", &model)
        _ = model.update(.loaded(EventfulRun.state(to: 1_000)))
        #expect(model.place == .now && model.run.step == 1_000)
        _ = model.update(.event(.evaluation(SyntheticRun.evaluation(1_020))))
        #expect(model.run.evaluations.newest?.step == 1_020)
    }

    @Test func aReplayThatIsForkedCanGoLive() {
        var model = makeModel(in: .replay)
        _ = model.update(.source(.live))
        #expect(model.place == .now && !model.isPlaying)
        #expect(press("g10", &model) == [])
    }
}
