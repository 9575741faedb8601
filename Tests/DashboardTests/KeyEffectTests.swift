import Dashboard
import RunEvents
import TerminalUI
import Testing

/// A key shows what it does at once, although its command is applied only between two steps, and a step may take a
/// while.
@Suite struct KeyEffectTests {
    private func model(_ size: Size = Size(width: 80, height: 24), to step: Int = 400) -> Model {
        var model = makeModel(width: size.width, height: size.height)
        for event in SyntheticRun.history(to: step) { _ = model.update(.event(event)) }
        return model
    }

    /// These leave the picture as it is: the outside draws it again, puts it away, writes it, or
    /// ends it.
    private static let withoutPicture: Set<Action> = [.repaint, .suspend, .interrupt, .savePicture]

    private static let sizes = [Layout.smallest, Size(width: 80, height: 24), Size(width: 120, height: 40)]

    @Test(arguments: sizes, [false, true])
    func everyKeyChangesThePictureBeforeTheRunAnswers(size: Size, isPaused: Bool) {
        for binding in KeyBinding.table(.now) {
            for key in binding.keys {
                var model = model(size)
                if isPaused {
                    _ = model.update(.event(.command(.init(step: 400, command: .pause, weightDecay: 1))))
                }
                let before = model.view()
                _ = model.update(.key(key))
                let isSame = model.view() == before
                #expect(isSame == Self.withoutPicture.contains(binding.action), "\(binding.label)")
            }
        }
    }

    @Test(arguments: sizes, [Place.past, .replay, .steered, .following])
    func everyKeyChangesThePictureOfThePast(size: Size, place: Place) {
        for binding in KeyBinding.table(place) {
            for key in binding.keys {
                var model = makeModel(in: place, width: size.width, height: size.height)
                let before = model.view()
                let effects = model.update(.key(key))
                // What leaves at once has no picture to change.
                if effects == [.quit] { continue }
                let isSame = model.view() == before
                #expect(isSame == Self.withoutPicture.contains(binding.action), "\(binding.label)")
            }
        }
    }

    @Test(
        arguments: sizes,
        ["w", "a", "p", " ", ".", "[", "]", "s", "d", "m", "\t", "e", "y", "t", "o", "l", "2", "H", "/"])
    func soDoesTheSameKeyAgain(size: Size, key: String) {
        for scalar in key.unicodeScalars {
            let key: Key = scalar == "\t" ? .tab : .character(scalar)
            var model = model(size)
            var previous = model.view()
            for press in 1...3 {
                _ = model.update(.key(key))
                let frame = model.view()
                #expect(frame != previous, "press \(press)")
                previous = frame
            }
        }
    }

    @Test func axisKeyIsSaidWhereBothAxesAreTheSame() {
        var model = makeModel()
        for event in SyntheticTask.modularAddition.history(to: 1_200) { _ = model.update(.event(event)) }
        for expected in ["accuracy from 0 to 1", "accuracy in the part that the run is in"] {
            _ = model.update(.key(.character("y")))
            #expect(model.view().lines.last?.hasPrefix(" " + expected) == true)
        }
    }

    private func header(_ model: Model) -> String { model.view().lines[0] }

    private func press(_ text: String, _ model: inout Model) -> [Effect] {
        text.unicodeScalars.flatMap { model.update(.key(.character($0))) }
    }

    private func answer(_ command: RunCommand, weightDecay: Double = 1, _ model: inout Model) {
        _ = model.update(.event(.command(.init(step: 400, command: command, weightDecay: weightDecay))))
    }

    @Test func decayIsShownAsAskedForAndThenAsItIs() {
        var model = model()
        #expect(header(model).contains("ω 1.0 ● on "))
        _ = press("w", &model)
        #expect(header(model).contains("ω 1.0 → off "))
        _ = press("w", &model)
        #expect(header(model).contains("ω 1.0 → on "))
        // The first answer leaves the second wish.
        answer(.weightDecay(.value(0)), weightDecay: 0, &model)
        #expect(header(model).contains("ω 0.0 → on "))
        #expect(press("w", &model) == [.send(.weightDecay(.off))])
        answer(.weightDecay(.value(1)), &model)
        answer(.weightDecay(.value(0)), weightDecay: 0, &model)
        #expect(header(model).contains("ω 0.0 ○ off "))
    }

    @Test func whatIsAskedForLooksUnlikeWhatIs() throws {
        var model = model()
        _ = press("w", &model)
        let frame = model.view()
        let arrow = try #require((0..<frame.width).first { frame[$0, 0]?.scalar == "→" })
        #expect(frame[arrow + 2, 0]?.style == model.theme[.marker])
        answer(.weightDecay(.value(0)), weightDecay: 0, &model)
        #expect(model.view()[arrow + 2, 0]?.style == model.theme[.inactive])
    }

    @Test func aTypedDecayIsShownAsAskedFor() {
        var model = model()
        for (typed, shown) in [("0.5", "→ 0.5 "), ("2", "→ 2.0 "), ("0", "→ off "), ("on", "→ on ")] {
            _ = press("W" + typed, &model)
            _ = model.update(.key(.enter))
            #expect(header(model).contains("ω 1.0 \(shown)"), "\(typed)")
        }
    }

    @Test func decayHasNothingToToggleBeforeTheRun() {
        var model = makeModel()
        #expect(press("w", &model) == [])
        #expect(model.notice?.text == "the run has not begun")
    }

    @Test func pauseResumeAndStepsAreShownAsAskedForInTheSamePlace() {
        var model = model()
        let running = header(model)
        #expect(running.contains("▶   60/s "))
        _ = press(" ", &model)
        #expect(header(model) == running.replacing("▶   60/s ", with: "‖ pausing"))
        answer(.pause, &model)
        #expect(header(model) == running.replacing("▶   60/s ", with: "‖ paused "))
        for shown in ["▶ 1 step ", "▶ 2 steps"] {
            _ = press(".", &model)
            #expect(header(model) == running.replacing("▶   60/s ", with: shown))
        }
        for _ in 2..<12 { _ = press(".", &model) }
        #expect(header(model) == running.replacing("▶   60/s ", with: "▶12 steps"))
        _ = press(" ", &model)
        #expect(header(model) == running.replacing("▶   60/s ", with: "▶    …/s "))
        for _ in 0..<12 { answer(.step, &model) }
        answer(.resume, &model)
        #expect(header(model) == running)
    }

    @Test func aRateBelowTenHasADecimalInTheSamePlace() {
        func header(_ rate: Double) -> String {
            var model = model(Size(width: 120, height: 40))
            _ = model.update(
                .event(
                    .progress(
                        .init(
                            step: 400, state: .running, stepsPerSecond: rate, possibleStepsPerSecond: rate, pace: 1,
                            weightDecay: 1, probesUnderWay: 0))))
            return self.header(model)
        }
        let slow = header(3.14)
        #expect(slow.contains("▶  3.1/s  (3.1 possible)    grokked"))
        #expect(header(12.4) == slow.replacing("  3.1/s  (3.1 possible)", with: "   12/s  (12 possible) "))
        #expect(header(1_287) == slow.replacing("  3.1/s  (3.1 possible)  ", with: "1,287/s  (1,287 possible)"))
    }

    @Test func aProbeIsSaidToBeAskedForThenUnderWayThenNothing() {
        var model = model(Size(width: 120, height: 40))
        func footer() -> String? { model.view().lines.last }
        func probeTitle() -> String { model.view().lines.first { $0.contains("last probe") } ?? "" }
        let keys = footer()
        _ = press("a", &model)
        #expect(footer()?.hasPrefix(" ablation asked for: begins when this step ends  ") == true)
        #expect(probeTitle().contains("─ last probe  ablation asked for ─"))
        _ = press("p", &model)
        #expect(footer()?.hasPrefix(" 2 probes asked for: they begin when this step ends  ") == true)
        answer(.ablate, &model)
        #expect(footer()?.hasPrefix(" ablating…, 1 asked for  ") == true)
        #expect(probeTitle().contains("─ last probe  ablating…, 1 asked for ─"))
        _ = model.update(.event(.refused(.init(step: 400, command: .perturb, reason: "no"))))
        #expect(probeTitle().contains("─ last probe  ablating… ─"))
        #expect(footer()?.hasPrefix(" refused perturb: no ") == true)
        _ = press("p", &model)
        answer(.perturb, &model)
        #expect(footer()?.hasPrefix(" ablating… and 1 more  ") == true)
        _ = model.update(.event(.probe(ProbeRecord(SyntheticRun.ablation(401)))))
        #expect(footer()?.hasPrefix(" perturbing…  ") == true)
        _ = model.update(.event(.probe(ProbeRecord(SyntheticRun.perturbation(401)))))
        #expect(footer() == keys)
    }

    @Test func thePaceSaysItsEnds() {
        var model = model()
        for _ in 0..<5 { _ = press("]", &model) }
        #expect(model.notice?.text == "pace: no limit")
        _ = press("]", &model)
        #expect(model.notice?.text == "pace: no limit, the fastest")
        for _ in 0..<12 { _ = press("[", &model) }
        #expect(model.notice?.text == "pace: 1 step a second, the slowest")
    }

    @Test func whatTheRunCannotTakeInIsNotAsked() {
        var model = model()
        for _ in 0..<Expected.most { #expect(press(" ", &model).count == 1) }
        for key in ["w", "a", " ", ".", "["] {
            #expect(press(key, &model) == [])
            #expect(model.notice?.text == "not asked: the run has yet to answer the last 32 keys")
        }
        #expect(press("W1", &model) == [])
        #expect(model.update(.key(.enter)) == [])
        answer(.pause, &model)
        #expect(press("w", &model) == [.send(.weightDecay(.off))])
    }

    @Test func theEndAnswersEverything() {
        var model = model()
        _ = press("wa ", &model)
        _ = model.update(.event(.finished(.init(step: 410, reason: .completed, parameterDigest: "00"))))
        #expect(model.expected == Expected())
        #expect(header(model).contains("ω 1.0 ● on ") && header(model).contains("■ done"))
        #expect(model.view().lines.last?.hasPrefix(" finished at 410") == true)
    }
}
