import TerminalUI

/// A column of the table of runs.
package enum HomeColumn: Hashable, Sendable, CaseIterable {
    case task, seed, weightDecay, steps, curve, best, grokked, state, size, made, name

    /// The heading.
    package var title: String {
        switch self {
        case .task: "task"
        case .seed: "seed"
        case .weightDecay: "ω"
        case .steps: "steps"
        case .curve: "accuracy"
        case .best: "best"
        case .grokked: "grokked"
        case .state: "state"
        case .size: "size"
        case .made: "made"
        case .name: "run"
        }
    }

    /// The columns that it needs at least.
    var leastWidth: Int {
        switch self {
        case .task: 10
        case .seed, .weightDecay: 4
        case .steps: 13
        case .curve: 8
        case .best: 5
        case .grokked: 7
        case .state: 11
        case .size: 6
        case .made: 16
        case .name: 24
        }
    }

    /// The columns that it can make use of.
    var mostWidth: Int {
        switch self {
        case .task: 16
        case .seed, .weightDecay: 6
        case .curve: 32
        case .name: 32
        default: leastWidth
        }
    }

    /// Where there is no room for all, those of the lowest importance go first.
    var importance: Int {
        switch self {
        case .task: 20
        case .grokked: 19
        case .best: 18
        case .state: 17
        case .curve: 16
        case .weightDecay: 15
        case .steps: 14
        case .seed: 13
        case .size: 12
        case .made: 11
        case .name: 10
        }
    }

    /// Whether figures stand at the right of the column.
    var isRight: Bool {
        switch self {
        case .seed, .weightDecay, .steps, .best, .grokked, .size: true
        case .task, .curve, .state, .made, .name: false
        }
    }

    /// Whether the column is first sorted from the largest down, as the newest and the best are looked for.
    var startsDescending: Bool {
        switch self {
        case .made, .best, .curve, .steps, .size: true
        case .task, .seed, .weightDecay, .grokked, .state, .name: false
        }
    }

    /// Whether one run stands before another one, ascending; what is not known stands last either way.
    func isBefore(_ left: HomeRun, _ right: HomeRun, descending: Bool) -> Bool {
        if (left.problem == nil) != (right.problem == nil) { return left.problem == nil }
        func order<Value: Comparable>(_ value: (HomeRun) -> Value?) -> Bool? {
            switch (value(left), value(right)) {
            case (nil, nil): return nil
            case (_, nil): return true
            case (nil, _): return false
            case (let first?, let second?):
                if first == second { return nil }
                return descending ? first > second : first < second
            }
        }
        let decided =
            switch self {
            case .task: order(\.task)
            case .seed: order(\.seed)
            case .weightDecay: order(\.weightDecay)
            case .steps: order { Optional($0.step) }
            case .curve: order { $0.curve.last }
            case .best: order(\.bestTestAccuracy)
            case .grokked: order(\.grokkedAt)
            case .state: order { Optional($0.state) }
            case .size: order { Optional($0.bytes) }
            case .made: order { Optional($0.createdAt) }
            case .name: order { Optional($0.name) }
            }
        if let decided { return decided }
        // Equals stand the newest first, then by name, so that rows never change places by chance.
        if left.createdAt != right.createdAt { return left.createdAt > right.createdAt }
        return left.name < right.name
    }

    /// What stands in the column; the curve is drawn.
    func text(_ run: HomeRun) -> String {
        let unknown = NumberText.unknown
        return switch self {
        case .task: run.task
        case .seed: run.seed.map { "\($0)" } ?? unknown
        case .weightDecay: run.weightDecay.map(NumberText.short) ?? unknown
        case .steps:
            run.steps.map { "\(NumberText.grouped(run.step))/\(NumberText.grouped($0))" }
                ?? NumberText.grouped(run.step)
        case .curve: ""
        case .best: run.bestTestAccuracy.map { NumberText.fixed($0, decimals: 3) } ?? unknown
        case .grokked: run.grokkedAt.map(NumberText.grouped) ?? unknown
        case .state: run.state.word
        case .size: run.size
        case .made: run.made
        case .name: run.name
        }
    }
}
