import Board
import RunEvents
import Survey
import TerminalUI

/// Sweeps as the host would read them.
enum BoardSamples {
    static let place = "/home/somebody/sweeps/dyck"

    /// Three decays by four rates with five seeds each, some of which have not come to their end.
    static let survey = Survey(
        name: "dyck", axes: ["weight-decay", "learning-rate", "seed"],
        runs: ["0", "1", "3"].enumerated().flatMap { row, decay in
            ["1e-4", "3e-4", "1e-3", "3e-3"].enumerated().flatMap { column, rate in
                (1...5).map { run(seed: $0, decay, rate, row, column) }
            }
        })

    static func run(seed: Int, _ decay: String, _ rate: String, _ row: Int, _ column: Int) -> SurveyedRun {
        let name = "dyck-\(seed)-7f3a0b\(row)\(column)"
        let isWaiting = column == 3 && row == 2
        var run = SurveyedRun(
            name: name, values: ["weight-decay": decay, "learning-rate": rate, "seed": "\(seed)"],
            state: isWaiting ? (seed == 1 ? "running" : "pending") : "done", isFinal: !isWaiting)
        run.plannedSteps = 4_000
        guard !isWaiting || seed == 1 else { return run }
        (run.step, run.path) = (isWaiting ? 250 : 4_000, "/home/somebody/sweeps/dyck/runs/\(name)")
        var figures = RunFigures()
        let grokked = 2_600 - 400 * row - 600 * column + 60 * seed
        if !isWaiting, row > 0 || seed < 3 { figures.grokkedAt = grokked }
        if figures.grokkedAt != nil { (figures.memorizedAt, figures.calledAt) = (150, grokked - 80 * seed) }
        figures.curve = (0...20).map { index in
            let step = run.step * index / 20
            let rise = Double(step - grokked + 400) / 800
            return .init(step: step, accuracy: Float(min(0.99, max(0.1 + 0.01 * Double(seed), rise))))
        }
        figures.bestTestAccuracy = figures.grokkedAt == nil ? 0.61 : 0.97 + 0.004 * Double(seed)
        figures.paperClass = row == 0 ? .functional : seed < 3 + column ? .mixed : .compression
        (figures.gapRatio, figures.kStar, figures.parameterNorm) = (1.5 + Double(row), 1, 20 + Double(seed))
        if column == 1 { (figures.ablationStep, figures.ablationChange) = (1_000, -0.1 * Double(seed)) }
        run.figures = figures
        return run
    }

    static func model(
        width: Int = 120, height: Int = 40, survey: Survey? = survey, symbols: Symbols = .braille,
        colors: ColorDepth = .palette256
    ) -> BoardModel {
        var second = Theme.default
        second.name = "second"
        var model = BoardModel(
            themes: [.default, second], capability: Capability(colors: colors, symbols: symbols),
            size: Size(width: width, height: height), place: place)
        if let survey { _ = model.update(.survey(survey)) }
        return model
    }
}

extension BoardModel {
    /// Presses keys one after the other.
    @discardableResult
    mutating func press(_ keys: Key...) -> [BoardEffect] { keys.flatMap { update(.key($0)) } }

    /// Types a text.
    @discardableResult
    mutating func type(_ text: String) -> [BoardEffect] { text.unicodeScalars.flatMap { update(.key(.character($0))) } }

    var names: [String] { rows.map(\.name) }

    var text: String { view().lines.joined(separator: "\n") }
}
