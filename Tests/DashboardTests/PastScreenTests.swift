import Dashboard
import RunEvents
import TerminalUI
import Testing

/// What it looks like to look back.
@Suite struct PastScreenTests {
    private func press(_ text: String, _ model: inout Model) {
        for scalar in text.unicodeScalars { _ = model.update(.key(.character(scalar))) }
    }

    @Test(arguments: [(120, 40), (80, 24), (60, 16)])
    func liveInThePast(width: Int, height: Int) throws {
        try expectScreen(makeModel(in: .past, width: width, height: height).view().lines, "past-\(width)x\(height)")
    }

    @Test(arguments: [(160, 50), (120, 40), (80, 24)])
    func aReplayPausedAndPlaying(width: Int, height: Int) throws {
        var model = makeModel(in: .replay, width: width, height: height)
        try expectScreen(model.view().lines, "replay-paused-\(width)x\(height)")
        press(" ]]", &model)
        _ = model.update(.tick(elapsedSeconds: 0))
        _ = model.update(.tick(elapsedSeconds: 60))
        for frame in 0..<31 { _ = model.update(.frame(seconds: Double(frame) / 30)) }
        try expectScreen(model.view().lines, "replay-playing-\(width)x\(height)")
    }

    @Test func aFollowedRunWhoseRecorderIsGone() {
        var model = makeModel(in: .following, width: 120, height: 40)
        _ = model.update(.key(.end))
        _ = model.update(.recorderGone(since: "14:03"))
        #expect(model.view().lines[0].contains("× cut off"))
        #expect(model.view().lines[39].contains(" interrupted, last heard of at 14:03 · q, then groktop resume "))
        _ = model.update(.recorderGone(since: nil))
        #expect(model.view().lines[0].contains("▶ follow") && !model.view().lines[39].contains("interrupted"))
    }

    @Test func aRecordingThatWaits() {
        var model = makeModel(in: .now, width: 120, height: 40)
        _ = model.update(.recording(.waiting(reason: "the disk is full")))
        #expect(model.view().lines[39].hasPrefix(" recording waits: the disk is full "))
        _ = model.update(.recording(.to(name: "a")))
        #expect(!model.view().lines[39].contains("recording waits"))
    }

    @Test func following() throws {
        var model = makeModel(in: .following, width: 120, height: 40)
        #expect(model.view().lines[0].contains("◀ past"))
        _ = model.update(.key(.end))
        #expect(model.view().lines[0].contains("▶ follow"))
        try expectScreen(model.view().lines, "following-120x40")
    }

    @Test(arguments: [(120, 40), (80, 24)])
    func aRecordingThatFailed(width: Int, height: Int) throws {
        var model = makeModel(in: .now, width: width, height: height)
        _ = model.update(.recording(.failed(reason: "disk full")))
        try expectScreen(model.view().lines, "not-recorded-\(width)x\(height)")
    }

    /// Whatever else is shown, until the recording goes on.
    @Test func aFailedRecordingIsSaidOverAnything() {
        for keys in ["", "q", "W0.5", "f", "g", "?", "t", "e", "y"] {
            for size in [Layout.smallest, Size(width: 80, height: 24), Size(width: 160, height: 50)] {
                var model = makeModel(in: .now, width: size.width, height: size.height)
                _ = model.update(.recording(.failed(reason: "disk full")))
                press(keys, &model)
                #expect(model.view().lines.last?.hasPrefix(" not recorded: disk full ") == true, "\(keys)")
                _ = model.update(.key(.escape))
                _ = model.update(.key(.left))
                #expect(model.view().lines.last?.hasPrefix(" not recorded: disk full ") == true, "\(keys)")
                _ = model.update(.recording(.to(name: "r")))
                #expect(model.view().lines.joined().contains("not recorded") == false)
            }
        }
    }

    @Test func theNameOfTheRecordingIsShownWhereThereIsRoom() {
        var model = makeModel(in: .now, width: 160, height: 50)
        _ = model.update(.recording(.to(name: "2026-11-25-dyck-42-7f3a")))
        #expect(model.view().lines[0].contains("2026-11-25-dyck-42-7f3a"))
        model.size = Size(width: 80, height: 24)
        #expect(!model.view().lines[0].contains("2026"))
        press("?", &model)
        #expect(model.view().lines.joined().contains("recorded as 2026-11-25-dyck-42-7f3a"))
    }

    @Test func prompts() throws {
        var lines: [String] = []
        for (place, keys) in [
            (Place.now, "f"), (.past, "f0.5"), (.past, "g"), (.past, "R"), (.past, "q"), (.replay, "f"),
            (.replay, "g12,"),
            (.past, "w"), (.replay, "w"), (.following, "w"), (.replay, "R"),
        ] {
            for width in [80, 120] {
                var model = makeModel(in: place, width: width, height: 24)
                press(keys, &model)
                lines.append(model.view().lines.last ?? "")
            }
        }
        try expectScreen(lines, "prompts")
    }

    @Test(arguments: [Place.past, .replay, .steered, .following])
    func help(place: Place) throws {
        var model = makeModel(in: place)
        press("?", &model)
        try expectScreen(model.view().lines, "help-\(place)-80x24")
    }

    @Test(arguments: Place.allCases)
    func inASCIIEverythingHasACounterpart(place: Place) {
        var model = makeModel(in: place, width: 120, height: 40, symbols: .ascii)
        _ = model.update(.overlays([Overlay(run: EventfulRun.state(), name: "r", kind: .parent(forkStep: 300))]))
        let lines = model.view().lines
        // Only the help key itself.
        #expect(lines.joined().filter { $0 == "?" }.count == 1, "\(lines)")
        #expect(lines.allSatisfy { $0.utf8.count == 120 })
        for kind in LogEntry.Kind.allCases {
            #expect(ScalarWidth.single(kind.glyph) == kind.glyph && ASCIIFolding.fold(kind.glyph) != "?")
        }
    }

    /// A reader of recordings refuses such a thing. Should one get through, the terminal is not to be left broken.
    @Test func recordsBeyondAnyRunDoNotTrap() {
        for step in [Int.max, Int.min, -1] {
            var started = SyntheticRun.started
            if step == .max {
                started.change {
                    $0.steps = step
                    $0.evaluation.interval = step
                    $0.spectrum.interval = step
                    $0.spectrum.window = step
                }
            }
            var model = makeModel(width: 120, height: 40)
            _ = model.update(.source(.replay(name: "r")))
            _ = model.update(.event(.started(started)))
            #expect(model.view().lines.count == 40)
            var evaluation = SyntheticRun.evaluation(20)
            var spectrum = SyntheticRun.spectrum(400, interval: 20)
            (evaluation.step, spectrum.step) = (step, step)
            spectrum.window = 5
            for event: RunEvent in [
                .evaluation(evaluation), .spectrum(spectrum),
                .marker(.init(step: step, kind: .grokked, accuracy: 1, sequences: 1)),
                .finished(.init(step: step, reason: .completed, parameterDigest: "")),
            ] {
                _ = model.update(
                    .recorded(.init(sequence: 1, reachedStep: step, elapsedSeconds: .infinity, event: event)))
                #expect(model.view().lines.count == 40)
            }
            for key: Key in [
                .home, .right, .left, .pageUp, .pageDown, .character("n"), .character("N"), .character("."),
            ] {
                _ = model.update(.key(key))
                #expect(model.view().lines.count == 40)
            }
            _ = model.update(.key(.character(" ")))
            for frame in 0..<3 { _ = model.update(.frame(seconds: Double(frame))) }
            #expect(model.view().lines.count == 40)
        }
    }

    @Test func thePastIsUnmistakable() throws {
        let model = makeModel(in: .past)
        let frame = model.view()
        let x = try #require((0..<80).first { frame[$0, 0]?.scalar == "◀" })
        for column in x..<x + 6 { #expect(frame[column, 0]?.style == model.theme[.marker]) }
    }

    @Test(arguments: Place.allCases)
    func noSizeTraps(place: Place) {
        var model = makeModel(in: place)
        _ = model.update(.overlays([Overlay(run: EventfulRun.state(), name: "r", kind: .parent(forkStep: 300))]))
        _ = model.update(.recording(.failed(reason: "no room")))
        for cursor in [0, 1, 700, 5_000] {
            model.cursor = cursor
            for width in [-1, 0, 1, 7, 59, 60, 80, 120, 300] {
                for height in [-1, 0, 1, 15, 16, 24, 40, 100] {
                    let frame = model.view(size: Size(width: width, height: height))
                    #expect(frame.width == max(0, width) && frame.height == max(0, height))
                }
            }
        }
    }
}
