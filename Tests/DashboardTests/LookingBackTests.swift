import Dashboard
import RunEvents
import TerminalUI
import Testing

/// Keys that go back and on in time, and what the screen shows there.
@Suite struct LookingBackTests {
    private func press(_ text: String, _ model: inout Model) -> [Effect] {
        text.unicodeScalars.flatMap { model.update(.key(.character($0))) }
    }

    private func go(_ keys: [Key], _ model: inout Model) {
        for key in keys { #expect(model.update(.key(key)) == []) }
    }

    private func go(to step: Int, _ model: inout Model) {
        _ = press("g\(step)", &model)
        go([.enter], &model)
    }

    /// Without the cell that says how it goes, and how fast it could.
    private func withoutState(_ header: String, of replay: String) -> String {
        guard let cell = replay.firstRange(of: "‖ replay ") else { return header }
        let start = replay.distance(from: replay.startIndex, to: cell.lowerBound)
        let isWide = replay.contains(" / ")
        var scalars = Array(header)
        for column in start..<min(scalars.count, start + (isWide ? 26 : 9)) { scalars[column] = " " }
        return String(scalars)
    }

    /// The promise of a recording: the very screens that live showed.
    @Test(arguments: [(120, 40), (80, 24), (160, 50), (60, 16)])
    func aReplayShowsWhatLiveShowed(width: Int, height: Int) {
        var live = makeModel(width: width, height: height)
        let name = "2026-11-25-dyck-42-7f3a"
        _ = live.update(.recording(.to(name: name)))
        var replay = Model(
            themes: [.default], capability: Capability(colors: .palette256, symbols: .braille),
            size: Size(width: width, height: height), source: .replay(name: name), opening: .atEnd)
        _ = replay.update(.loaded(EventfulRun.state()))

        var rest = EventfulRun.recorded[...]
        for step in EventfulRun.cursors {
            while let event = rest.first, event.reachedStep <= step {
                _ = live.update(.tick(elapsedSeconds: event.elapsedSeconds.rounded(.down)))
                _ = live.update(.event(event.event))
                rest = rest.dropFirst()
            }
            _ = live.update(.tick(elapsedSeconds: (Double(step) / EventfulRun.stepsPerSecond).rounded(.down)))
            let run = live.run
            _ = live.update(
                .event(
                    .progress(
                        .init(
                            step: step, state: run.isPaused ? .paused : .running, stepsPerSecond: 60,
                            possibleStepsPerSecond: 287, pace: run.pace, weightDecay: run.weightDecay ?? 1,
                            probesUnderWay: 0))))
            go(to: step, &replay)

            let (shown, replayed) = (live.view().lines, replay.view().lines)
            #expect(replayed.dropFirst().dropLast() == shown.dropFirst().dropLast(), "step \(step)")
            #expect(
                withoutState(replayed[0], of: replayed[0]) == withoutState(shown[0], of: replayed[0]), "step \(step)")
        }
    }

    @Test(arguments: [(120, 40), (80, 24)])
    func thePastOfALiveRunIsWhatItWas(width: Int, height: Int) {
        var live = makeModel(in: .past, width: width, height: height)
        var replay = makeModel(in: .replay, width: width, height: height)
        for step in EventfulRun.cursors where step < EventfulRun.lastStep - 10 {
            go(to: step, &live)
            go(to: step, &replay)
            #expect(live.view().lines.dropFirst().dropLast() == replay.view().lines.dropFirst().dropLast())
            #expect(live.view().lines[0].contains("◀ past"))
        }
    }

    @Test func liveGoesOnWhileThePastIsShown() {
        var model = makeModel(in: .now)
        let now = model.view()
        go([.left, .left, .left], &model)
        let past = model.view()
        #expect(model.shownStep < 400 && model.place == .past)
        for event in SyntheticRun.history(to: 900).dropFirst(60) { _ = model.update(.event(event)) }
        #expect(model.view().lines.dropLast() == past.lines.dropLast())
        #expect(past.lines[0] != now.lines[0])
        go([.end], &model)
        #expect(model.cursor == nil && model.shownStep == 900)
        #expect(model.view().lines[0].contains("900/10,000 ▶   60/s"))
    }

    @Test func arrowsGoByAColumnAndNeverByLessThanWhatWasMeasured() {
        var model = makeModel(in: .past, width: 80, height: 24)
        // 1,000 of 1,000: a column of 73 is 14 steps, less than the 20 between two evaluations.
        for expected in [980, 960, 940] {
            go([.left], &model)
            #expect(model.cursor == expected)
        }
        for expected in [960, 980, 1_000] {
            go([.right], &model)
            #expect(model.cursor == expected)
        }
        go(to: 1_034, &model)
        go([.right], &model)
        #expect(model.cursor == 1_060)
        go(to: 1_034, &model)
        go([.left], &model)
        #expect(model.cursor == 1_000)
    }

    @Test func arrowsOverALongRunGoByAColumn() {
        var model = makeModel(width: 80, height: 24)
        _ = model.update(.event(.started(SyntheticRun.started)))
        for step in 0..<7_300 {
            var record = SyntheticRun.evaluation(1_600)
            record.step = step
            _ = model.update(.event(.evaluation(record)))
        }
        // The axis ends at 8,400: 116 steps a column.
        go([.left], &model)
        #expect(model.cursor == 7_299 - 116)
    }

    @Test func pagesAreTenthsOfTheRun() {
        var model = makeModel(in: .replay)
        go([.pageUp], &model)
        #expect(model.cursor == 820)
        go([.pageDown, .pageDown], &model)
        #expect(model.cursor == 1_180)
        for _ in 0..<4 { go([.pageDown], &model) }
        #expect(model.cursor == nil)
        for _ in 0..<12 { go([.pageUp], &model) }
        #expect(model.cursor == 0)
        #expect(model.notice?.text == "this is the start")
    }

    @Test func homeAndEnd() {
        var model = makeModel(in: .past)
        go([.home], &model)
        #expect(model.cursor == 0)
        #expect(model.view().lines[0].contains("    0/10,000 ◀ past"))
        go([.end], &model)
        #expect(model.cursor == nil && model.place == .now)
        go([.end], &model)
        #expect(model.notice?.text == "this is the newest step")
        go([.right], &model)
        #expect(model.notice?.text == "this is the newest step")
    }

    @Test func goingOnPastTheNewestStepIsNow() {
        var model = makeModel(in: .past)
        go(to: 1_680, &model)
        go([.right], &model)
        #expect(model.cursor == nil && model.place == .now)
    }

    @Test func eventsFollowOneAnother() {
        var model = makeModel(in: .replay)
        go([.home], &model)
        var visited: [Int] = []
        for _ in 0..<20 {
            _ = press("n", &model)
            guard let cursor = model.cursor, cursor != visited.last else { break }
            visited.append(cursor)
        }
        #expect(visited == [60, 300, 420, 614, 620, 740, 1_000, 1_100, 1_205, 1_220, 1_240, 1_400, 1_690])
        #expect(model.notice?.text == "no event after 1,690")
        for expected in visited.reversed().dropFirst() {
            _ = press("N", &model)
            #expect(model.cursor == expected)
        }
        _ = press("N", &model)
        #expect(model.notice?.text == "no event before 60")
    }

    @Test func theNextRecordedStep() {
        var model = makeModel(in: .replay)
        go(to: 1_034, &model)
        _ = press(".", &model)
        #expect(model.cursor == 1_040)
        _ = press("..", &model)
        #expect(model.cursor == 1_080)
    }

    @Test(arguments: [("1,034", 1_034), ("0", 0), (" 20 ", 20)])
    func aStepCanBeTyped(text: String, step: Int) {
        for key in ["g", ":"] {
            var model = makeModel(in: .past)
            #expect(press(key + text, &model) == [])
            #expect(model.update(.key(.enter)) == [])
            #expect(model.cursor == step && model.mode == .watching)
        }
    }

    @Test(arguments: [
        ("", "nothing typed"), ("x", "'x' is no step"), ("1.5", "'1.5' is no step"), ("-4", "there is no step −4"),
        ("9999", "there is no step 9,999"), ("99999999999999999999", "'99999999999999999999' is no step"),
    ])
    func whatIsNoStepIsExplained(text: String, problem: String) {
        var model = makeModel(in: .past, width: 120, height: 40)
        _ = press("g" + text, &model)
        #expect(model.update(.key(.enter)) == [])
        #expect(model.mode == .typingStep(TextInput(text), problem: problem))
        let footer = model.view().lines.last ?? ""
        #expect(footer.hasPrefix(" go to step \(text)  \(problem): a whole number from 0 to 1,690 "), "\(footer)")
        _ = model.update(.key(.escape))
        #expect(model.mode == .watching && model.cursor == 1_000)
    }

    @Test func nothingCanBeGoneToBeforeTheRun() {
        for key: Key in [.left, .home, .character("n"), .character("g"), .character("f")] {
            var model = makeModel()
            #expect(model.update(.key(key)) == [])
            #expect(model.notice?.text == "the run has not begun")
            #expect(model.cursor == nil && model.mode == .watching)
        }
    }

    @Test func whatIsAskedOfThePresentIsNotShownInThePast() {
        var model = makeModel(in: .now)
        #expect(press("w ", &model) == [.send(.weightDecay(.off)), .send(.pause)])
        go([.left], &model)
        #expect(model.view().lines[0].contains("ω 1.0 ● on ") && model.view().lines[0].contains("◀ past"))
        go([.end], &model)
        #expect(model.view().lines[0].contains("ω 1.0 → off ") && model.view().lines[0].contains("‖ pausing"))
    }

    @Test(arguments: [
        (Place.past, "this is the past: End returns to now, R goes on from here", ["w", "W", " ", "[", "]"]),
        (.replay, "a recording cannot be changed: f forks it here", ["w", "W"]),
        (.following, "this run is recorded elsewhere: f forks it here", ["w", "W", " ", "[", "]"]),
    ])
    func commandsAreNotSentFromThere(place: Place, reason: String, keys: [String]) {
        for key in keys {
            var model = makeModel(in: place)
            #expect(press(key, &model) == [])
            #expect(model.notice?.text == reason, "\(key)")
            #expect(model.mode == .watching)
        }
    }

    @Test func whoOnlyWatchesLeavesUnasked() {
        for place in [Place.replay, .following] {
            var model = makeModel(in: place)
            #expect(press("q", &model) == [.quit])
            #expect(model.update(.interrupted) == [.quit])
        }
        var model = makeModel(in: .past)
        #expect(press("q", &model) == [])
        #expect(model.mode == .askingToQuit)
        #expect(press("y", &model) == [.send(.stop), .quit])
    }

    @Test func escapeLeavesThePast() {
        var model = makeModel(in: .past)
        go([.escape], &model)
        #expect(model.place == .now)
        model = makeModel(in: .following)
        go([.escape], &model)
        #expect(model.cursor == nil)
        go([.escape], &model)
        #expect(model.notice?.text == "this is the newest step: q leaves")
    }
}
