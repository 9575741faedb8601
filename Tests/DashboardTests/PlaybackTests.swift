import Dashboard
import RunEvents
import TerminalUI
import Testing

/// A replay that goes on by itself.
@Suite struct PlaybackTests {
    private func model(_ opening: Playback.Opening = .playing, state: RunState = EventfulRun.state()) -> Model {
        var model = Model(
            themes: [.default], capability: Capability(colors: .palette256, symbols: .braille),
            size: Size(width: 80, height: 24), source: .replay(name: "r"), opening: opening)
        _ = model.update(.loaded(state))
        return model
    }

    private func press(_ text: String, _ model: inout Model) {
        for scalar in text.unicodeScalars { #expect(model.update(.key(.character(scalar))) == []) }
    }

    /// Thirty frames a second.
    private func play(_ seconds: Double, from start: Double = 100, _ model: inout Model) {
        for frame in 0...Int((seconds * 30).rounded()) {
            _ = model.update(.frame(seconds: start + Double(frame) / 30))
        }
    }

    @Test func itBeginsPlayingAtTheStart() {
        var model = model()
        #expect(model.isPlaying && model.cursor == 0)
        #expect(model.view().lines[0].contains("    0/10,000 ▶ 1×"))
        // Sixty steps a second, as the run had; between two measurements too.
        play(10, &model)
        #expect((599...601).contains(model.shownStep), "\(model.shownStep)")
        play(0.5, from: 110, &model)
        #expect((629...631).contains(model.shownStep), "\(model.shownStep)")
    }

    @Test func orAtTheEndAsAWhole() {
        let model = model(.atEnd)
        #expect(!model.isPlaying && model.cursor == nil)
        #expect(model.view().lines[0].contains("1,700/10,000 ‖ replay"))
    }

    @Test func spaceHoldsAndPlays() {
        var model = model()
        play(1, &model)
        press(" ", &model)
        let held = model.shownStep
        #expect(!model.isPlaying)
        #expect(model.view().lines[0].contains("‖ replay "))
        play(5, from: 200, &model)
        #expect(model.shownStep == held)
        press(" ", &model)
        // The time in between is not made up for.
        play(1, from: 900, &model)
        #expect((held + 58...held + 62).contains(model.shownStep))
    }

    @Test func itStopsAtTheEndAndBeginsAgain() {
        var model = model()
        press("]]]]]]", &model)
        play(1, &model)
        #expect(!model.isPlaying && model.cursor == nil && model.shownStep == EventfulRun.lastStep)
        press(" ", &model)
        #expect(model.isPlaying && model.cursor == 0)
    }

    @Test(arguments: [("]", 2.0), ("]]", 4), ("]]]]]]", 64), ("[", 0.5), ("[[", 0.25)])
    func speeds(keys: String, speed: Double) {
        var model = model()
        press(keys, &model)
        #expect(model.playback.speed == speed)
        #expect(model.notice?.text == "speed \(NumberText.short(speed))×")
        #expect(model.view().lines[0].contains("▶ \(NumberText.short(speed))× "))
        play(0.3, &model)
        let expected = Int(18 * speed)
        #expect((expected - 1...expected + 1).contains(model.shownStep), "\(model.shownStep)")
    }

    @Test func speedsHaveEnds() {
        var model = model()
        press("]]]]]]]", &model)
        #expect(model.notice?.text == "speed 64×, the fastest")
        press("[[[[[[[[[", &model)
        #expect(model.notice?.text == "speed 0.25×, the slowest")
    }

    /// Nobody waits for an hour because somebody paused the run for one.
    @Test func longGapsTakeTwoSeconds() {
        var state = RunState()
        state.apply(.started(SyntheticRun.started), elapsedSeconds: 0)
        for step in 1...10 {
            let pause = step > 5 ? 3_600.0 : 0
            state.apply(.evaluation(SyntheticRun.evaluation(step)), elapsedSeconds: Double(step) / 2 + pause)
        }
        #expect((0...10).map { state.playedSeconds(at: $0) } == [0, 0.5, 1, 1.5, 2, 2.5, 4.5, 5, 5.5, 6, 6.5])
        #expect(
            [0, 0.5, 2.5, 3.5, 4.4, 4.5, 6.5, 99].map { state.step(playedSeconds: $0) } == [0, 1, 5, 5, 5, 6, 10, 10])
        // The clock of the header tells the whole time.
        #expect(state.state(at: 6).elapsedSeconds == 3_603)
        var model = model(state: state)
        play(7, &model)
        #expect(!model.isPlaying)
    }

    @Test func aFrameThatWasHeldUpIsNoLeap() {
        var model = model()
        _ = model.update(.frame(seconds: 0))
        _ = model.update(.frame(seconds: 500))
        #expect(model.shownStep == 30)
    }

    @Test func scrubbingGoesOnFromThere() {
        var model = model()
        play(1, &model)
        _ = model.update(.key(.pageDown))
        #expect(model.isPlaying && model.cursor == 240)
        play(1, from: 101, &model)
        #expect((298...302).contains(model.shownStep), "\(model.shownStep)")
        // These stop to look.
        for keys in [".", "g", "f"] {
            var stopped = model
            press(keys, &stopped)
            #expect(!stopped.isPlaying)
        }
    }

    @Test func aRecordingThatIsNotThereYetIsWaitedFor() {
        var model = Model(
            themes: [], capability: Capability(colors: .mono, symbols: .ascii), size: Size(width: 80, height: 24),
            source: .replay(name: "r"))
        play(1, &model)
        #expect(model.isPlaying && model.shownStep == 0)
        _ = model.update(.loaded(EventfulRun.state()))
        play(1, from: 101, &model)
        #expect((58...62).contains(model.shownStep))
    }

    @Test func aRunWithoutTimesHasNothingToPlay() {
        var state = RunState()
        for event in SyntheticRun.history(to: 100) { state.apply(event) }
        var model = model(state: state)
        play(0.1, &model)
        #expect(!model.isPlaying && model.shownStep == 100)
        #expect(RunState().step(playedSeconds: 3) == nil)
    }
}
