import Home
import TerminalUI

/// Runs and presets as the host would list them.
enum HomeSamples {
    static let runs: [HomeRun] = [
        run(
            "2026-11-27-modadd-42-5d1f", "modadd", seed: 42, step: 2_500, of: 2_500, best: 1, grokked: 1_700, .finished,
            6),
        run(
            "2026-11-27-dyck-42-7f3a", "dyck", seed: 42, step: 1_750, of: 10_000, best: 0.973, grokked: 380, .running, 5
        ),
        run(
            "2026-11-26-dyck-137-0bcd", "dyck", seed: 137, decay: 0, step: 10_000, of: 10_000, best: 0.912,
            grokked: nil,
            .finished, 4),
        run(
            "2026-11-26-scan-1-44aa", "scan", seed: 1, step: 900, of: 15_000, best: 0.31, grokked: nil, .interrupted, 3),
        run("2026-11-25-s5-11-9e0c", "s5", seed: 11, step: 4_100, of: 10_000, best: 0.999, grokked: 3_400, .stopped, 2),
        watched, HomeRun(name: "broken", problem: "is no SQLite database", bytes: 12),
    ]

    private static var watched: HomeRun {
        var run = HomeRun(
            name: "2026-11-24-nanogpt-3c3c", task: "nano\u{1B}gpt", step: 5_120, state: .failed, bytes: 1_200_000,
            createdAt: 1_000, made: "2026-11-24 09:00")
        run.isWatched = true
        run.size = "1.2 MB"
        run.describe()
        return run
    }

    static func run(
        _ name: String, _ task: String, seed: UInt64, decay: Double = 1, step: Int, of steps: Int, best: Double?,
        grokked: Int?, _ state: HomeRun.State, _ day: Int
    ) -> HomeRun {
        var run = HomeRun(
            name: name, task: task, step: step, state: state, bytes: 9_000_000 + day, createdAt: Double(day) * 86_400,
            made: "2026-11-2\(day + 1) 14:03")
        (run.seed, run.weightDecay, run.steps, run.bestTestAccuracy) = (seed, decay, steps, best)
        (run.grokkedAt, run.size) = (grokked, "9.0 MB")
        // It rises from a third of the run on.
        run.curve = (0..<32).map { Float(best ?? 0) * min(1, max(0, (Float($0) - 10) / 12)) }
        run.describe()
        return run
    }

    static let presets = [
        preset(
            "first", "a+b mod 59", "The first minute: by heart at once, understood much later.",
            .seconds(fastest: 7.4, paced: 42)),
        preset(
            "dyck", "Dyck-1", "How many brackets are open; the paper's task, with 50 strings.",
            .seconds(fastest: 52, paced: 167)),
        preset("scan", "SCAN simple", "Commands such as jump twice and look, into actions.", .measuring),
        preset(
            "modadd", "a+b mod 97", "Modular arithmetic, from half of all pairs.", .seconds(fastest: 130, paced: 167)),
        preset(
            "modsub", "a−b mod 97", "Modular arithmetic, from half of all pairs.", .seconds(fastest: 130, paced: 167)),
        preset(
            "modmul", "a·b mod 97", "Modular arithmetic, from half of all pairs.", .seconds(fastest: 130, paced: 167)),
        preset("modx2y2", "a²+b² mod 97", "Modular arithmetic, from half of all pairs.", .unknown),
        preset("modx2xyy2", "a²+ab+b² mod 97", "Modular arithmetic, from half of all pairs.", .unknown),
        preset("modx3xy", "a³+ab mod 97", "Modular arithmetic, from half of all pairs.", .unknown),
        preset(
            "s5", "a·b in S₅", "Two permutations of five things in a row, from half of all pairs.",
            .seconds(fastest: 4_000, paced: 4_000)),
        preset(
            "parity", "parity 3 of 20", "Whether an odd number of three bits is set, and which three count.",
            .measuring),
    ]

    private static func preset(_ name: String, _ title: String, _ text: String, _ time: HomePreset.Time) -> HomePreset {
        HomePreset(name: name, title: title, text: text, time: time)
    }

    /// A home screen with runs, or before any were read.
    static func model(
        width: Int = 120, height: Int = 40, runs: [HomeRun]? = runs, symbols: Symbols = .braille,
        colors: ColorDepth = .palette256
    ) -> HomeModel {
        var second = Theme.default
        second.name = "second"
        var model = HomeModel(
            themes: [.default, second], capability: Capability(colors: colors, symbols: symbols),
            size: Size(width: width, height: height), place: "~/.local/share/groktop/runs", presets: presets,
            tables: ["evaluation", "spectrum", "marker", "probes", "events"])
        if let runs { _ = model.update(.runs(runs)) }
        return model
    }
}

extension HomeModel {
    /// Presses keys one after the other.
    @discardableResult
    mutating func press(_ keys: Key...) -> [HomeEffect] { keys.flatMap { update(.key($0)) } }

    /// Types a text.
    @discardableResult
    mutating func type(_ text: String) -> [HomeEffect] { text.unicodeScalars.flatMap { update(.key(.character($0))) } }

    var names: [String] { rows.map(\.name) }

    @discardableResult
    mutating func click(_ column: Int, _ row: Int) -> [HomeEffect] {
        update(.mouse(MouseReport(button: 0, column: column, row: row, isRelease: false)))
            + update(.mouse(MouseReport(button: 0, column: column, row: row, isRelease: true)))
    }
}
