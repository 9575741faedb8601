import Board
import Home
import Survey
import TerminalUI
import Testing

/// Random keys, mouse and sizes on the home screen and on the sweep screen, between listings that change: nothing
/// traps, every state draws a screen of its size, and no run is removed that was never listed.
@Suite("Fuzzing: home and sweep screen", .serialized)
struct OverviewFuzzTests {
    @Test("the home screen takes any input") func home() async throws {
        try await onOwnThread {
            FuzzSession.run(seeds: 200) { chance in
                var model = HomeModel(
                    themes: [.default], capability: Self.capability(&chance), size: FuzzedInput.size(&chance),
                    place: "/somewhere", presets: Self.presets, tables: ["evaluations", "spectrum"])
                var known: Set<String> = []
                Self.drive(&chance) { inputs, chance in
                    for input in inputs {
                        guard let message = HomeMessage(input) else { continue }
                        for case .remove(let names) in model.update(message) {
                            #expect(known.isSuperset(of: names), "GROKTOP_FUZZ_SEED=\(chance.seed)")
                        }
                    }
                    switch Int.random(in: 0..<8, using: &chance) {
                    case 0:
                        let runs = Self.runs(&chance)
                        known.formUnion(runs.map(\.name))
                        _ = model.update(.runs(runs))
                    case 1: _ = model.update(.runsUnreadable("no\u{1B}[2J permission"))
                    case 2: _ = model.update(.resize(FuzzedInput.size(&chance)))
                    case 3:
                        let seconds = chance.one(of: [0, 1e-300, 1e18, .infinity])
                        let time = HomePreset.Time.seconds(fastest: seconds, paced: seconds)
                        _ = model.update(.measured(preset: "first", time))
                    default: break
                    }
                    return model.view().size == model.size
                }
            }
        }
    }

    @Test("the sweep screen takes any input") func sweep() async throws {
        try await onOwnThread {
            FuzzSession.run(seeds: 200) { chance in
                var model = BoardModel(
                    themes: [.default], capability: Self.capability(&chance), size: FuzzedInput.size(&chance),
                    place: "/somewhere")
                Self.drive(&chance) { inputs, chance in
                    for input in inputs { if let message = BoardMessage(input) { _ = model.update(message) } }
                    switch Int.random(in: 0..<8, using: &chance) {
                    case 0, 1: _ = model.update(.survey(Self.survey(&chance)))
                    case 2: _ = model.update(.unreadable("plan\u{1B}[2J: gone"))
                    case 3: _ = model.update(.resize(FuzzedInput.size(&chance)))
                    default: break
                    }
                    return model.view().size == model.size
                }
            }
        }
    }

    /// Feeds random bytes, and checks what `round` says of the screen after each helping.
    private static func drive(_ chance: inout FuzzChance, _ round: ([Input], inout FuzzChance) -> Bool) {
        var (parser, seconds) = (InputParser(), 0.0)
        for _ in 0..<60 {
            seconds += chance.one(of: [0, 0.001, 0.2, 5])
            let inputs = parser.feed(FuzzedInput.bytes(&chance), at: seconds) + parser.pass(seconds + 0.01)
            #expect(round(inputs, &chance), "GROKTOP_FUZZ_SEED=\(chance.seed)")
        }
    }

    private static func capability(_ chance: inout FuzzChance) -> Capability {
        Capability(colors: chance.one(of: ColorDepth.allCases), symbols: chance.one(of: Symbols.allCases))
    }

    // MARK: Listings

    private static let presets = [
        HomePreset(name: "first", title: "a+b mod 59", text: "The first minute.", time: .measuring),
        HomePreset(name: "dyck", title: "Dyck-1", text: "Brackets.", time: .unknown),
    ]

    private static func runs(_ chance: inout FuzzChance) -> [HomeRun] {
        (0..<Int.random(in: 0...40, using: &chance)).map { index in
            guard !chance.once(in: 6) else {
                return HomeRun(name: "broken-\(index)", problem: "is\u{1B}[2J no database", bytes: Int.max)
            }
            var run = HomeRun(
                name: "run-\(index)",
                task: chance.one(of: ["dyck", "", "ta\u{1B}sk", String(repeating: "界", count: 50)]),
                step: chance.one(of: [0, 100, Int.max]), state: chance.one(of: HomeRun.State.allCases),
                bytes: chance.one(of: [0, 1_000, Int.max]), createdAt: chance.one(of: [0, 1e9, -1e300, .nan]),
                made: "2026-11-27 09:00")
            run.steps = chance.one(of: [nil, 0, 10_000, Int.max])
            run.bestTestAccuracy = chance.one(of: [nil, 0, 1, .nan, .infinity])
            run.curve = chance.one(of: [[], [0.1], [.nan, .infinity, -.infinity], [0, 0.5, 1]])
            run.isWatched = chance.once(in: 4)
            run.describe()
            return run
        }
    }

    private static func survey(_ chance: inout FuzzChance) -> Survey {
        let axes = chance.one(of: [[], ["seed"], ["weight-decay", "seed"], ["weight-decay", "learning-rate", "seed"]])
        let values = ["0", "1", "1e-3", "", "界", "nan"]
        let runs = (0..<Int.random(in: 0...60, using: &chance)).map { index in
            var run = SurveyedRun(
                name: "run-\(index)",
                values: Dictionary(uniqueKeysWithValues: axes.map { ($0, chance.one(of: values)) }),
                state: chance.one(of: ["done", "running", "pending", "failed", "lost"]), isFinal: chance.once(in: 2))
            (run.plannedSteps, run.step) = (chance.one(of: [0, 4_000, Int.max]), chance.one(of: [0, 250, Int.max]))
            var figures = RunFigures()
            figures.grokkedAt = chance.one(of: [nil, 0, 1_000, Int.max])
            figures.bestTestAccuracy = chance.one(of: [nil, 0, .nan, .infinity, 1])
            figures.gapRatio = chance.one(of: [nil, 0, -1e300, .nan, 1e300])
            if !chance.once(in: 3) { run.figures = figures }
            return run
        }
        return Survey(name: "fuzz\u{1B}[2J", axes: axes, runs: runs)
    }
}
