import Dashboard
import RunEvents
import TerminalUI
import TestSupport
import Testing

/// What a run of another program looks like.
@Suite struct WatchedScreenTests {
    static let sizes = [(80, 24), (120, 36), (200, 50), (60, 16)]

    private func name(_ run: SyntheticWatched, _ rest: String, _ size: (Int, Int)) -> String {
        "watched-\(run)\(rest)-\(size.0)x\(size.1)"
    }

    private func press(_ text: String, _ model: inout Model) -> [Effect] {
        text.unicodeScalars.flatMap { model.update(.key(.character($0))) }
    }

    @Test(arguments: SyntheticWatched.allCases, sizes)
    func followed(run: SyntheticWatched, size: (Int, Int)) throws {
        let model = run.model(width: size.0, height: size.1)
        #expect(model.place == (run == .accuracies ? .steered : .following))
        try expectScreen(model.view().lines, name(run, "", size))
    }

    @Test(arguments: SyntheticWatched.allCases, sizes)
    func replayedInThePast(run: SyntheticWatched, size: (Int, Int)) throws {
        var model = run.model(isFollowed: false, width: size.0, height: size.1)
        _ = press("g1010", &model)
        _ = model.update(.key(.enter))
        #expect(model.place == .replay && model.shownStep == 1_010)
        try expectScreen(model.view().lines, name(run, "-past", size))
    }

    /// Presses o until a panel is shown.
    private func show(_ panel: String, _ model: inout Model) throws {
        for _ in 0..<20 where model.panel.name != panel { _ = model.update(.key(.character("o"))) }
        try #require(model.panel.name == panel)
    }

    @Test(arguments: ["metrics", "removals", "moves"], [(120, 36), (80, 24)])
    func panel(panel: String, size: (Int, Int)) throws {
        var model = SyntheticWatched.accuracies.model(width: size.0, height: size.1)
        try show(panel, &model)
        try expectScreen(model.view().lines, "watched-\(panel)-\(size.0)x\(size.1)")
    }

    @Test(arguments: SyntheticWatched.allCases)
    func tabStopsAtWhatSuchARunHas(run: SyntheticWatched) {
        var model = run.model()
        var names: [String] = []
        for _ in 0..<20 {
            _ = model.update(.key(.character("o")))
            if names.contains(model.panel.name) { break }
            names.append(model.panel.name)
        }
        let expected = ["metrics", "events", "windows"] + (run == .accuracies ? ["removals", "moves"] : [])
        #expect(Set(names) == Set(expected))
    }

    @Test func beforeAnything() throws {
        var model = makeModel(width: 120, height: 36)
        _ = model.update(
            .source(Source(.following(name: SyntheticWatched.name), capabilities: [], limit: "another program trains")))
        let first = SyntheticWatched.losses.recorded.first { if case .started = $0.event { true } else { false } }
        _ = model.update(.recorded(try #require(first)))
        try expectScreen(model.view().lines, "watched-young-120x36")
        #expect(!model.view().lines[0].contains("seed"), "it is not known")
    }

    @Test func axesAndSymbols() throws {
        var model = SyntheticWatched.accuracies.model(symbols: .ascii)
        let lines = model.view().lines
        #expect(lines.allSatisfy { $0.utf8.count == 80 })
        #expect(lines.joined().filter { $0 == "?" }.count == 1)
        _ = press("y", &model)
        #expect(model.view().lines != lines, "from 0 to 1")
        for run in SyntheticWatched.allCases {
            var model = run.model()
            let before = model.view().lines
            _ = press("e", &model)
            #expect(model.view().lines != before)
        }
    }

    @Test(arguments: SyntheticWatched.allCases, [true, false])
    func noSizeTraps(run: SyntheticWatched, isFollowed: Bool) throws {
        var model = run.model(isFollowed: isFollowed)
        for panel in ["metrics", "events"] {
            try show(panel, &model)
            for cursor in [nil, 0, 1_000, 5_000] {
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

    @Test func valuesThatAreNoneAndStepsThatGoBackAreDrawnOrLeftOut() {
        for value in [Double.nan, .infinity, -.infinity, 0, -1, .greatestFiniteMagnitude, .leastNonzeroMagnitude] {
            var model = makeModel(width: 120, height: 36)
            _ = model.update(.source(Source(.stream, capabilities: [])))
            _ = model.update(
                .event(.started(StartedRecord(run: .watched(.leastSample), engine: SyntheticRun.started.engine))))
            for (step, name) in [(0, "loss"), (5, "loss"), (3, "loss"), (9, "val_accuracy"), (1 << 40, "x\u{1b}[2J")] {
                _ = model.update(.event(.metric(MetricRecord(step: step, name: name, value: value))))
                let lines = model.view().lines
                #expect(lines.count == 36 && !lines.joined().contains("\u{1b}"))
            }
        }
    }

    // MARK: Keys

    /// Words of the footer and of the help screen, which has a line for each.
    private func words(_ model: Model) -> String {
        var model = model
        let footer = model.view(size: Size(width: 300, height: 50)).lines.last ?? ""
        _ = model.update(.key(.character("?")))
        return footer + model.view(size: Size(width: 120, height: 50)).lines.joined(separator: "\n")
    }

    @Test func withoutWeightDecayTheHelpStillHasTheCommand() {
        var model = SyntheticWatched.accuracies.model()
        _ = model.update(.source(Source(.following(name: "x"), capabilities: [.steer, .pause])))
        #expect(words(model).contains(/\ c +type a command:/))
        #expect(words(model).contains(" Esc ") && !words(model).contains("W types"))
    }

    private static let commandWords = [" w decay", "W set ω", "c command", "space pause", ". step", "[ ] pace"]
    private static let trainerWords = ["f fork", "fork the", "R rewind", "m probes", "menu of", "very step"]

    @Test func withoutCommandsNoKeyOffersOne() {
        for isFollowed in [true, false] {
            let words = words(SyntheticWatched.losses.model(isFollowed: isFollowed))
            for missing in Self.commandWords + Self.trainerWords + ["a ablate", "p perturb"]
            where isFollowed || missing != "space pause" {
                #expect(!words.contains(missing), "\(missing)")
            }
            var model = SyntheticWatched.losses.model(isFollowed: isFollowed)
            for key in ["w", "W", "c", "a", "p", "A", "P", "m", "f", "R"] {
                #expect(press(key, &model) == [], "\(key)")
                #expect(model.notice != nil, "\(key)")
                _ = model.update(.key(.escape))
            }
        }
    }

    @Test func steeredItOffersWhatTheRunTakes() {
        let words = words(SyntheticWatched.accuracies.model())
        for there in ["w decay", "W set ω", "c command", "space pause", ". step", "a ablate", "p perturb"] {
            #expect(words.contains(there), "\(there)")
        }
        for missing in Self.trainerWords + ["[ ] pace"] { #expect(!words.contains(missing), "\(missing)") }
        let asked: [(String, [Effect])] = [
            (" ", [.send(.pause)]), (".", [.send(.step)]), ("a", [.send(.ablate)]), ("p", [.send(.perturb)]),
            ("w", [.send(.weightDecay(.on))]), ("[", []), ("f", []), ("m", []), ("A", []), ("R", []),
        ]
        for (key, effects) in asked {
            var model = SyntheticWatched.accuracies.model()
            #expect(press(key, &model) == effects, "\(key)")
        }
    }

    @Test func inThePastOfASteeredRunNothingIsAsked() {
        var model = SyntheticWatched.accuracies.model()
        _ = model.update(.key(.left))
        #expect(model.place == .following)
        for key in ["w", "c", "a", "p"] { #expect(press(key, &model) == [], "\(key)") }
        #expect(model.notice?.text.isEmpty == false)
        _ = model.update(.key(.end))
        #expect(model.place == .steered)
        _ = model.update(.recorderGone(since: "14:03"))
        #expect(model.place == .following && press("w", &model) == [])
    }

    @Test func helpOfASteeredRun() throws {
        var model = SyntheticWatched.accuracies.model()
        _ = press("?", &model)
        try expectScreen(model.view().lines, "watched-help-80x24")
    }

    // MARK: Commands

    private func footer(_ model: Model) -> String { model.view().lines.last ?? "" }

    @Test(arguments: [
        ("fly", "that is no command"), ("", "that is no command"), ("weight-decay=x", "that is no command"),
        ("learning-rate=1e9", "learning-rate=1000000000.0 is not a number from 1e-06 to 1000"),
    ])
    func aWordThatIsNoCommandIsSaidToBeNone(word: String, problem: String) {
        var model = SyntheticWatched.accuracies.model(width: 120, height: 36)
        #expect(press("c", &model) == [])
        #expect(footer(model).contains("learning-rate=0.5, evaluate, checkpoint, stop"))
        _ = press(word, &model)
        #expect(model.update(.key(.enter)) == [])
        #expect(footer(model).hasPrefix(" command \(word)  \(problem)"), "\(footer(model))")
        #expect(press("x", &model) == [])
        #expect(!footer(model).contains(problem), "the next key takes it away")
        _ = model.update(.key(.escape))
        #expect(model.mode == .watching && footer(model).contains("w decay"))
    }

    @Test func aTypedCommandIsAskedFor() {
        for (typed, command) in [
            ("learning-rate=0.5", RunCommand.learningRate(0.5)), ("weight-decay = 0", .weightDecay(.value(0))),
            ("evaluate", .evaluate), ("back=100", .back(step: 100)), ("stop", .stop),
        ] {
            var model = SyntheticWatched.accuracies.model(width: 120, height: 36)
            _ = press("c" + typed, &model)
            #expect(model.update(.key(.enter)) == [.send(command)])
            #expect(model.notice?.text == "asked for \(command.rawValue)")
            _ = press("c", &model)
            #expect(model.mode != .watching)
            let end = FinishedRecord(step: SyntheticWatched.lastStep, reason: .failed, parameterDigest: "")
            _ = model.update(.event(.finished(end)))
            #expect(model.mode == .watching && model.place == .following)
            #expect(model.view().lines[0].contains("■ failed"))
        }
    }

    @Test func whatHasNotBeenTakenYetIsSaid() {
        var model = SyntheticWatched.accuracies.model(width: 120, height: 36)
        _ = press("w", &model)
        let asked = model.view().lines[0]
        #expect(asked.contains("→ on"))
        _ = model.update(.commandWaits(.weightDecay(.on)))
        #expect(footer(model).hasPrefix(" not taken yet: weight-decay=on "))
        #expect(model.view().lines[0] == asked)
        _ = model.update(
            .commandFailed(.weightDecay(.on), reason: "nobody listens: the command is taken back"))
        #expect(footer(model).hasPrefix(" weight-decay=on: nobody listens: the command is taken back "))
        #expect(model.view().lines[0].contains("○ off") && !model.view().lines[0].contains("→"))
        #expect(model.expected == Expected())
        // Nor does one whose process is gone answer.
        _ = press("w", &model)
        #expect(model.view().lines[0].contains("→ on"))
        _ = model.update(.recorderGone(since: "14:03"))
        #expect(!model.view().lines[0].contains("→"))
    }
}
