import Dashboard
import RunEvents
import TerminalUI

/// Lines that are typed in the last row.
extension HomeModel {
    /// - Precondition: something is being typed.
    mutating func type(_ key: Key) -> [HomeEffect] {
        if key == .escape {
            leaveLine()
            return []
        }
        if key == .enter { return enter() }
        guard case .some(var input) = line else { preconditionFailure("nothing is typed") }
        if input.handle(key) { setLine(input) }
        return []
    }

    /// The line being typed; nil where none is.
    var line: TextInput? {
        switch mode {
        case .filtering(let input), .typingForkStep(_, let input, _), .typingForkDecay(_, _, let input, _),
            .typingTable(_, let input, _), .typingFile(_, _, let input, _):
            input
        case .choosing, .help, .askingToRemove: nil
        }
    }

    private mutating func setLine(_ input: TextInput) {
        switch mode {
        case .filtering:
            mode = .filtering(input)
            filter = input.text
            arrange()
        case .typingForkStep(let run, _, _): mode = .typingForkStep(run, input, problem: nil)
        case .typingForkDecay(let run, let step, _, _): mode = .typingForkDecay(run, step: step, input, problem: nil)
        case .typingTable(let run, _, _): mode = .typingTable(run, input, problem: nil)
        case .typingFile(let run, let table, _, _): mode = .typingFile(run, table: table, input, problem: nil)
        case .choosing, .help, .askingToRemove: break
        }
    }

    /// Esc leaves the line; that of the filter leaves the filter, too.
    private mutating func leaveLine() {
        if case .filtering = mode {
            filter = ""
            arrange()
        }
        mode = .choosing
    }

    private mutating func enter() -> [HomeEffect] {
        switch mode {
        case .filtering: mode = .choosing
        case .typingForkStep(let run, let input, _):
            switch StepInput.parse(input.text, newest: HomeModel.lastForkStep(run)) {
            case .success(let step): mode = .typingForkDecay(run, step: step, TextInput(), problem: nil)
            case .failure(let problem): mode = .typingForkStep(run, input, problem: problem.text)
            }
        case .typingForkDecay(let run, let step, let input, _):
            return enterFork(run, step, input)
        case .typingTable(let run, let input, _): enterTable(run, input)
        case .typingFile(let run, let table, let input, _):
            mode = .choosing
            let file = input.text.isEmpty ? HomeModel.usualFile(run, table) : input.text
            return [.export(run.name, table: table, file: file)]
        case .choosing, .help, .askingToRemove: break
        }
        return []
    }

    private mutating func enterFork(_ run: HomeRun, _ step: Int, _ input: TextInput) -> [HomeEffect] {
        guard !input.text.isEmpty else {
            mode = .choosing
            return [.fork(run.name, step: step, nil)]
        }
        switch WeightDecayInput.parse(input.text) {
        case .success(let setting):
            mode = .choosing
            return [.fork(run.name, step: step, setting)]
        case .failure(let problem):
            mode = .typingForkDecay(run, step: step, input, problem: problem.text)
            return []
        }
    }

    private mutating func enterTable(_ run: HomeRun, _ input: TextInput) {
        let name = input.text.isEmpty ? HomeModel.usualTable : input.text
        guard tables.contains(name) else {
            mode = .typingTable(run, input, problem: "there is no table '\(name)'")
            return
        }
        mode = .typingFile(run, table: name, TextInput(), problem: nil)
    }

    /// The last step at which a fork can leave a run: not its very end.
    static func lastForkStep(_ run: HomeRun) -> Int { max(0, min(run.step, (run.steps ?? .max) - 1)) }

    /// The table that is exported where nothing is typed.
    static let usualTable = "evaluation"

    /// The file of a table where nothing is typed: `evaluation-NAME.csv` in the working directory. A name of a folder
    /// may hold anything but a slash, so that the file cannot be elsewhere.
    static func usualFile(_ run: HomeRun, _ table: String) -> String { "\(table)-\(run.name).csv" }
}
