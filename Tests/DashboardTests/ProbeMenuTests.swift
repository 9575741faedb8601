import Dashboard
import RunEvents
import Tasks
import TerminalUI
import Testing

/// The menu of probes, and where answers are shown.
@Suite struct ProbeMenuTests {
    private func press(_ text: String, _ model: inout Model) -> [Effect] {
        text.unicodeScalars.flatMap { model.update(.key(.character($0))) }
    }

    private static let letters: [(String, MeasurementKind)] = [
        ("a", .ablation), ("p", .perturbation), ("c", .curvature), ("r", .readout), ("f", .function), ("t", .attention),
        ("u", .fourier), ("g", .progressMeasures),
    ]

    @Test func everyProbeHasALetterOfItsOwn() {
        #expect(ProbeMenu.entries == MeasurementKind.all)
        #expect(Set(ProbeMenu.entries.map(\.letter)).count == ProbeMenu.entries.count)
        #expect(ProbeMenu.entries.map { "\($0.letter)" } == Self.letters.map(\.0) + ["i"])
    }

    @Test(arguments: letters) func aLetterAsksTheRun(letter: String, kind: MeasurementKind) {
        var model = makeModel(in: .now)
        #expect(press("m", &model) == [] && model.mode == .choosingProbe)
        #expect(press(letter, &model) == [.send(.probe(kind))])
        #expect(model.mode == .watching && model.expected.probes == [kind])
        // The very step is the one that is there.
        let keys = kind == .ablation || kind == .perturbation ? letter : "m " + letter
        #expect(press("m" + letter.uppercased(), &model) == [])
        #expect(model.notice?.text == "this is now: \(keys) probes it")
    }

    @Test(arguments: [Place.past, .replay, .following], letters)
    func aLetterProbesThePast(place: Place, letter: (key: String, kind: MeasurementKind)) {
        var model = makeModel(in: place)
        #expect(press("m" + letter.key, &model) == [])
        let capital = letter.key.uppercased()
        let isShort = letter.kind == .ablation || letter.kind == .perturbation
        #expect(
            model.notice?.text
                == "there is no checkpoint: \(isShort ? capital : "m " + capital) derives step 1,000 again")
        _ = model.update(.checkpoints([950, 1_500]))
        #expect(press("m" + letter.key, &model) == [.probe(letter.kind, .nearestCheckpoint(950))])
        #expect(model.notice?.text.hasSuffix(" at the checkpoint of 950, the nearest to 1,000") == true)
        #expect(press("m" + capital, &model) == [.probe(letter.kind, .exactStep(1_000))])
        #expect(model.notice?.text.hasSuffix(" at 1,000, derived again") == true)
    }

    @Test(arguments: [Key.escape, .character("z"), .enter, .left, .character("m")])
    func anyOtherKeyClosesIt(key: Key) {
        var model = makeModel(in: .past)
        let before = model.view()
        _ = press("m", &model)
        #expect(model.view().lines.contains { $0.contains("─ measure at 1,000 ─") })
        #expect(model.update(.key(key)) == [])
        #expect(model.mode == .watching && model.view() == before)
    }

    @Test func aRunThatIsOverIsNotProbed() {
        var model = makeModel(in: .now)
        _ = press("m", &model)
        _ = model.update(.event(.finished(.init(step: 410, reason: .completed, parameterDigest: "00"))))
        #expect(model.mode == .watching)
        #expect(press("m", &model) == [] && model.notice?.text == "the run is over")
    }

    @Test(arguments: [(80, 24), (60, 16)]) func itNamesEveryProbeThatTheTaskCanHave(width: Int, height: Int) {
        for place in Place.allCases {
            var model = makeModel(in: place, width: width, height: height)
            _ = press("m", &model)
            let screen = model.view().lines.joined(separator: "\n")
            for entry in ProbeMenu.entries {
                let isPossible = model.run.config?.reasonToRefuse(entry) == nil
                #expect(screen.contains(" \(entry.letter)  \(entry.name) ") == isPossible, "\(entry)")
                #expect(screen.contains(" \(entry.summary) ") == isPossible, "\(entry)")
            }
            #expect(model.run.config?.reasonToRefuse(.progressMeasures) != nil)
            #expect(screen.contains("capitals: this step; x cancels") == (place != .now))
            #expect(screen.contains("x  cancels those under way") == (place == .now))
        }
    }

    /// The newest, whatever it is, where there is room for one.
    @Test(arguments: [(80, 24), (120, 40), (160, 50), (240, 70)]) func theNewestAnswerIsShown(width: Int, height: Int) {
        for record in SyntheticRun.measurements(400) {
            var model = makeModel(in: .now, width: width, height: height)
            _ = model.update(
                .event(.command(.init(step: 400, command: .probe(record.kind), weightDecay: 1))))
            _ = model.update(.event(.probe(record)))
            #expect(model.view().lines.contains { $0.contains("─ \(record.kind.rawValue) at 400 ─") }, "\(record.kind)")
            // As it was, one step earlier, it was not there.
            _ = model.update(.event(SyntheticRun.progress(402)))
            model.cursor = 399
            #expect(!model.view().lines.contains { $0.contains("\(record.kind.rawValue) at 400") })
            model.cursor = 401
            #expect(model.view().lines.contains { $0.contains("─ \(record.kind.rawValue) at 400 ─") })
        }
    }

    @Test func anAnswerAboutThePastIsShownAndIsNoHistory() {
        for record in SyntheticRun.measurements(950) {
            var model = makeModel(in: .replay, width: 120, height: 40)
            let entries = model.run.log.entries.count
            let own = model.run.probe(record.kind)
            _ = model.update(.probeAnswer(record))
            #expect(model.view().lines.contains { $0.contains("─ \(record.kind.rawValue) at 950 · shown is 1,000 ─") })
            #expect(model.run.log.entries.count == entries && model.run.probe(record.kind) == own)
            _ = model.update(.key(.escape))
            #expect(!model.view().lines.contains { $0.contains("at 950") })
        }
    }

    /// Runs of modular addition measure their progress by themselves.
    @Test func whatNobodyAskedForTakesNoPlace() {
        var model = makeModel(in: .now)
        _ = model.update(.event(.probe(ProbeRecord(SyntheticRun.readout(400)))))
        _ = model.update(.event(.probe(ProbeRecord(SyntheticRun.progressMeasures(401)))))
        #expect(model.view().lines.contains { $0.contains("─ readout at 400 ─") })
        #expect(model.run.probe(.progressMeasures)?.step == 401)
        model.panel = .measurement(.progressMeasures)
        #expect(model.view().lines.contains { $0.contains("─ progress at 401 ─") })
    }

    @Test func whatIsChosenStaysWhateverComes() {
        var model = makeModel(in: .now)
        _ = model.update(.event(.probe(ProbeRecord(SyntheticRun.readout(400)))))
        model.panel = .measurement(.readout)
        _ = model.update(.event(.probe(ProbeRecord(SyntheticRun.fourier(400)))))
        #expect(model.view().lines.contains { $0.contains("─ readout at 400 ─") })
    }

    @Test func whatIsUnderWayCanBeCancelled() {
        var model = makeModel(in: .now, width: 120, height: 40)
        // What the outside has under way, it knows.
        #expect(press("mx", &model) == [.cancelMeasurements])
        #expect(press("mt", &model) == [.send(.probe(.attention))])
        #expect(press("mx", &model) == [.send(.cancelProbes)])
        #expect(model.notice?.text == "cancelling: attention asked for")
        for command in [RunCommand.probe(.attention), .cancelProbes] {
            _ = model.update(.event(.command(.init(step: 400, command: command, weightDecay: 1))))
        }
        #expect(model.run.log.probesUnderWay == [.attention])
        let entries = model.run.log.entries.count
        _ = model.update(
            .event(.refused(.init(step: 400, command: .probe(.attention), reason: "cancelled"))))
        #expect(model.notice?.text == "attention at 400 cancelled" && model.notice?.isAlert == false)
        #expect(model.run.log.probesUnderWay == [] && model.run.log.entries.count == entries)
        #expect(model.run.log.entries.last?.detail == "cancelled" && model.expected == Expected())
    }

    @Test(arguments: [Place.past, .replay, .following]) func ofThePastToo(place: Place) {
        var past = makeModel(in: place)
        #expect(press("mx", &past) == [.cancelMeasurements] && past.mode == .watching)
    }

    /// Forks leave at a checkpoint, but not at the run's end, or at the very step.
    @Test(arguments: Place.allCases) func interventions(place: Place) {
        var model = makeModel(in: place)
        let step = model.shownStep
        let end = model.run.config?.steps ?? 0
        #expect(press("mi", &model) == [])
        #expect(model.notice?.text == "there is no checkpoint: m I derives step \(NumberText.grouped(step)) again")
        _ = model.update(.checkpoints([end]))
        #expect(press("mi", &model) == [])
        _ = model.update(.checkpoints([50, step - 50, end]))
        #expect(press("mi", &model) == [.intervene(step - 50)] && model.mode == .watching)
        #expect(
            model.notice?.text == "intervening at the checkpoint of \(NumberText.grouped(step - 50)), the nearest to "
                + NumberText.grouped(step))
        #expect(press("mI", &model) == [.intervene(step)])
    }

    /// Whatever the panel was: minutes have gone by.
    @Test(arguments: [(80, 24), (120, 40), (160, 50)]) func anInterventionIsShown(width: Int, height: Int) {
        var model = makeModel(in: .past, width: width, height: height)
        _ = model.update(.intervention(SyntheticRun.intervention(950)))
        let lines = model.view().lines
        #expect(lines.contains { $0.contains("─ intervention at 950 ─") && $0.contains("3,000 steps on") }, "\(lines)")
        for row in ["0        0.973   40.4   0.987   0.990    2.150", "2        0.985   14.3   0.709       –    2.280"]
        {
            #expect(lines.contains { $0.contains(row) }, "\(lines)")
        }
        // It stays in the round of panels.
        #expect(model.panel == .measurement(.intervention))
        _ = model.update(.key(.character("o")))
        #expect(model.panel == .newest)
    }

    /// One that never began is something else, and so is another step's.
    @Test func onlyWhatWasUnderWayIsCancelled() {
        var state = EventfulRun.state(to: 1_241)
        #expect(state.log.probesUnderWay == [.ablation])
        for record in [
            RefusedRecord(step: 1_240, command: .ablate, reason: "two probes are under way already"),
            RefusedRecord(step: 1_239, command: .ablate, reason: "cancelled"),
        ] {
            state.apply(.refused(record))
            #expect(state.log.probesUnderWay == [.ablation])
            #expect(state.log.entries.last?.kind == .refused)
        }
        state.apply(.refused(RefusedRecord(step: 1_240, command: .ablate, reason: "cancelled")))
        #expect(state.log.probesUnderWay == [])
    }

    @Test func howFarAProbeIsIsSaidWhileItIsUnderWay() {
        var model = makeModel(in: .now, width: 120, height: 40)
        _ = press("mt", &model)
        _ = model.update(.event(.command(.init(step: 400, command: .probe(.attention), weightDecay: 1))))
        for (share, text) in [(0.0, "   0 %"), (0.428, "  43 %"), (1, " 100 %"), (7, " 100 %")] {
            _ = model.update(
                .event(
                    .progress(
                        .init(
                            step: 401, state: .running, stepsPerSecond: 60, possibleStepsPerSecond: 287, pace: 60,
                            weightDecay: 1, probesUnderWay: 1, probeProgress: share))))
            // What is not recorded must not stand where a replay shows what live showed.
            #expect(model.view().lines.contains { $0.contains("─ last probe  measuring attention… ─") }, "\(share)")
            #expect(model.view().lines.last?.hasPrefix(" measuring attention…\(text) ") == true, "\(share)")
        }
        _ = model.update(.event(.probe(ProbeRecord(SyntheticRun.attention(400)))))
        #expect(model.run.progress?.probeProgress == nil && model.run.progress?.probesUnderWay == 0)
        #expect(!model.view().lines.joined().contains("measuring attention…"))
    }
}
