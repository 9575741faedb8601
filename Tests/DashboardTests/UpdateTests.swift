import Dashboard
import RunEvents
import TerminalUI
import Testing

@Suite struct UpdateTests {
    private func model(to step: Int = 400) -> Model {
        var model = makeModel()
        for event in SyntheticRun.history(to: step) { _ = model.update(.event(event)) }
        return model
    }

    private func press(_ text: String, _ model: inout Model) -> [Effect] {
        text.unicodeScalars.flatMap { model.update(.key(.character($0))) }
    }

    private func send(_ message: Message, _ model: inout Model) -> [Effect] {
        model.update(message)
    }

    private func finish(_ model: inout Model, _ reason: FinishedRecord.Reason = .completed) {
        _ = model.update(.event(.finished(.init(step: 10_000, reason: reason, parameterDigest: "abcdef0123"))))
    }

    @Test(
        arguments: [
            ("w", RunCommand.weightDecay(.off)), ("a", .ablate), ("p", .perturb), (" ", .pause), (".", .step),
            ("[", .pace(30)), ("]", .pace(120)),
        ] as [(String, RunCommand)])
    func commandKeysSendTheirCommand(key: String, command: RunCommand) {
        var model = model()
        #expect(press(key, &model) == [.send(command)])
    }

    @Test func weightDecayGoesOffAndOnAgain() {
        var model = model()
        #expect(press("w", &model) == [.send(.weightDecay(.off))])
        // Before the run has answered, the next press already means the opposite.
        #expect(press("w", &model) == [.send(.weightDecay(.on))])
        // The first has been answered; the second is still what the next one undoes.
        _ = model.update(.event(.command(.init(step: 400, command: .weightDecay(.value(0)), weightDecay: 0))))
        #expect(model.run.weightDecay == 0)
        #expect(press("w", &model) == [.send(.weightDecay(.off))])
        for value in [1.0, 0] {
            _ = model.update(
                .event(.command(.init(step: 400, command: .weightDecay(.value(value)), weightDecay: value))))
        }
        #expect(model.expected == Expected())
        #expect(press("w", &model) == [.send(.weightDecay(.on))])
    }

    @Test func aRefusalEndsTheExpectationAndIsSaid() {
        var model = model()
        _ = press("w", &model)
        _ = model.update(
            .event(.refused(.init(step: 400, command: .weightDecay(.off), reason: "it is a replay"))))
        #expect(model.expected.isDecayOn == nil)
        #expect(model.notice?.text == "refused weight-decay=off: it is a replay")
        #expect(model.notice?.isAlert == true)
        #expect(model.run.log.entries.last?.kind == .refused)
        #expect(press("w", &model) == [.send(.weightDecay(.off))])
    }

    @Test func spacePausesAndResumes() {
        var model = model()
        #expect(press(" ", &model) == [.send(.pause)])
        #expect(press(" ", &model) == [.send(.resume)])
        _ = model.update(.event(.command(.init(step: 400, command: .pause, weightDecay: 1))))
        #expect(press(" ", &model) == [.send(.pause)])
        _ = press(".", &model)
        #expect(press(" ", &model) == [.send(.resume)])
    }

    @Test func theLadderOfPacesEndsInNoLimit() {
        var model = model()
        #expect(
            (0..<6).flatMap { _ in press("]", &model) }
                == [120, 250, 500, 1000, nil, nil].map { .send(.pace($0)) })
        // 287 are possible: the next slower pace that can be felt is 250.
        #expect(press("[", &model) == [.send(.pace(250))])
        #expect(model.notice?.text == "pace: 250 steps a second")
        for _ in 0..<12 { _ = press("[", &model) }
        #expect(press("[", &model) == [.send(.pace(1))])
    }

    @Test func anOldProgressDoesNotUndoAPaceThatIsOnItsWay() {
        var model = model()
        _ = press("]", &model)
        _ = model.update(.event(SyntheticRun.progress(400, pace: 60)))
        #expect(press("]", &model) == [.send(.pace(250))])
        _ = model.update(.event(.command(.init(step: 401, command: .pace(120), weightDecay: 1))))
        _ = model.update(.event(.command(.init(step: 401, command: .pace(250), weightDecay: 1))))
        #expect(model.expected.pace == nil)
        #expect(model.run.pace == 250)
    }

    @Test func quittingAsksWhileTraining() {
        var model = model()
        #expect(press("q", &model) == [])
        #expect(model.mode == .askingToQuit)
        #expect(press("n", &model) == [])
        #expect(model.mode == .watching)
        #expect(press("qy", &model) == [.send(.stop), .quit])
    }

    @Test func quittingDoesNotAskWhenTheRunIsOver() {
        var model = model()
        finish(&model)
        #expect(press("q", &model) == [.quit])
    }

    @Test func aRunThatEndsTakesItsQuestionsWithIt() {
        var model = model()
        _ = press("q", &model)
        finish(&model)
        #expect(model.mode == .watching)
        #expect(press("y", &model) == [])
    }

    @Test func commandsAfterTheEndAreNotSent() {
        var model = model()
        finish(&model)
        for key in ["w", "W", "a", "p", " ", ".", "[", "]"] {
            #expect(press(key, &model) == [])
            #expect(model.notice?.text == "the run is over")
            #expect(model.mode == .watching)
        }
    }

    @Test func controlCAndSignalsLeaveAtOnceWhereverOneIs() {
        for keys in ["", "q", "?", "W1"] {
            var model = model()
            _ = press(keys, &model)
            #expect(send(.key(.control("c")), &model) == [.send(.stop), .quit])
            #expect(send(.interrupted, &model) == [.send(.stop), .quit])
            finish(&model)
            #expect(send(.interrupted, &model) == [.quit])
        }
    }

    @Test func repaintAndSuspend() {
        var model = model()
        #expect(send(.key(.control("l")), &model) == [.repaint])
        #expect(send(.key(.control("z")), &model) == [.suspend])
    }

    @Test func typingWeightDecay() {
        var model = model()
        #expect(press("W0.5", &model) == [])
        #expect(send(.key(.enter), &model) == [.send(.weightDecay(.value(0.5)))])
        #expect(model.mode == .watching)
        #expect(model.notice?.text == "asked for ω 0.5")
        #expect(model.expected.isDecayOn == true)
    }

    @Test(arguments: [
        ("", "nothing typed"), ("0,5", "'0,5' is no number"), ("-1", "ω cannot be negative"),
        ("inf", "ω must be finite"), ("q", "'q' is no number"),
    ])
    func whatIsNoWeightDecayIsExplained(text: String, problem: String) {
        var model = model()
        _ = press("W" + text, &model)
        #expect(send(.key(.enter), &model) == [])
        #expect(model.mode == .typingWeightDecay(TextInput(text), problem: problem))
        // Going on typing takes the explanation away, Esc the prompt.
        _ = model.update(.key(.backspace))
        guard case .typingWeightDecay(_, problem: nil) = model.mode else {
            Issue.record("the problem is still shown: \(model.mode)")
            return
        }
        _ = model.update(.key(.escape))
        #expect(model.mode == .watching)
    }

    @Test(
        arguments: [
            ("0", RunCommand.WeightDecaySetting.value(0)), ("1e-2", .value(0.01)), (" 2 ", .value(2)), ("on", .on),
            ("off", .off),
        ] as [(String, RunCommand.WeightDecaySetting)])
    func acceptedWeightDecays(text: String, setting: RunCommand.WeightDecaySetting) throws {
        #expect(try WeightDecayInput.parse(text).get() == setting)
    }

    @Test func keysOfTheView() {
        var model = model()
        #expect(press("seyt", &model) == [])
        #expect(model.window == .coarse && model.isExpanded && model.isFullAxis)
        #expect(model.theme.name == "second")
        _ = model.update(.key(.character("o")))
        #expect(model.panel == .events)
        #expect(press("sey", &model) == [])
        #expect(model.window == .fine && !model.isExpanded && !model.isFullAxis)
        for expected in [
            Panel.classes, .windows, .loss, .norms, .knowledge, .measurement(.ablation), .measurement(.perturbation),
            .newest,
        ] {
            _ = model.update(.key(.character("o")))
            #expect(model.panel == expected)
        }
        // Of the measurements only those that there are.
        _ = model.update(.event(.probe(ProbeRecord(SyntheticRun.attention(400)))))
        model.panel = .measurement(.perturbation)
        _ = model.update(.key(.character("o")))
        #expect(model.panel == .measurement(.attention))
        _ = model.update(.key(.character("o")))
        #expect(model.panel == .newest)
        _ = press("t", &model)
        #expect(model.theme.name == Theme.default.name)
    }

    @Test func helpOpensAndAnyKeyClosesIt() {
        var model = model()
        _ = model.update(.key(.function(1)))
        #expect(model.mode == .help)
        #expect(press("a", &model) == [])
        #expect(model.mode == .watching)
    }

    @Test func noticesGoByThemselves() {
        var model = model()
        _ = model.update(.tick(elapsedSeconds: 10))
        _ = press("t", &model)
        _ = model.update(.tick(elapsedSeconds: 16))
        #expect(model.notice != nil)
        _ = model.update(.tick(elapsedSeconds: 16.5))
        #expect(model.notice == nil)
    }

    @Test func elapsedStandsStillWhenTheRunIsOver() {
        var model = model()
        _ = model.update(.tick(elapsedSeconds: 10))
        finish(&model)
        _ = model.update(.tick(elapsedSeconds: 99))
        #expect(model.elapsedSeconds == 10)
    }

    @Test func aTerminalWithoutColoursHasItsOwnTheme() {
        let model = Model(
            themes: [.default], capability: Capability(colors: .mono, symbols: .braille),
            size: Size(width: 80, height: 24))
        #expect(model.theme == .monochrome)
    }

    @Test func inputsBecomeMessages() {
        guard case .key(.tab)? = Message(.key(.tab)), case .interrupted? = Message(.ended),
            case .interrupted? = Message(.interrupted), case .resize? = Message(.resize(Size(width: 1, height: 1)))
        else {
            Issue.record("an input has the wrong message")
            return
        }
        if case .some = Message(Input.redraw) { Issue.record("drawing again has become a message") }
    }
}
