import Dashboard
import TerminalUI

/// The last row: keys, or for the time being a question, a line that is typed, or a notice.
struct HomeFooter: Widget {
    private let theme: Theme
    private let mode: HomeModel.Mode
    private let notice: HomeModel.Notice?
    private let tables: [String]

    init(_ model: HomeModel) {
        (theme, mode, notice, tables) = (model.theme, model.mode, model.notice, model.tables)
    }

    func render(into frame: inout Frame, in rect: Rect) {
        switch mode {
        case .filtering(let input):
            prompt("/", input, nil, "words that the runs must have · Enter keeps, Esc forgets", into: &frame, in: rect)
        case .askingToRemove(let names):
            let what = names.count == 1 ? names[0] : "\(names.count) runs"
            frame.text(" Remove \(what)? y/n ", x: rect.x, y: rect.y, style: theme[.alert], limit: rect.width)
        case .typingForkStep(let run, let input, let problem):
            let accepted = StepInput.accepted(newest: HomeModel.lastForkStep(run))
            prompt("fork at step", input, problem, accepted, into: &frame, in: rect)
        case .typingForkDecay(let run, let step, let input, let problem):
            let present = run.weightDecay.map(NumberText.short) ?? NumberText.unknown
            let accepted = problem == nil ? "empty for the run's (\(present) now)" : WeightDecayInput.accepted
            prompt("fork at \(NumberText.grouped(step)), ω =", input, problem, accepted, into: &frame, in: rect)
        case .typingTable(_, let input, let problem):
            let found = tables.filter { $0.hasPrefix(input.text) }
            let accepted = (found.isEmpty ? tables : found).joined(separator: " ")
            let isEmpty = input.text.isEmpty
            prompt(
                "table", input, problem, isEmpty ? "empty for evaluation; \(accepted)" : accepted, into: &frame,
                in: rect)
        case .typingFile(let run, let table, let input, let problem):
            prompt(
                "\(table) to file", input, problem, "empty for \(HomeModel.usualFile(run, table))", into: &frame,
                in: rect)
        case .choosing, .help:
            if let notice {
                let style = notice.isAlert ? theme[.alert] : theme[.text]
                frame.text(" \(notice.text) ", x: rect.x, y: rect.y, style: style, limit: rect.width)
            } else {
                renderKeys(into: &frame, in: rect)
            }
        }
    }

    private func prompt(
        _ label: String, _ input: TextInput, _ problem: String?, _ accepted: String, into frame: inout Frame,
        in rect: Rect
    ) {
        let hint = problem.map { TextLine("\($0): \(accepted)", theme[.alert]) } ?? TextLine(accepted, theme[.selected])
        PromptLine(label: label, input: input, hint: hint, style: theme[.selected]).render(into: &frame, in: rect)
    }

    private func renderKeys(into frame: inout Frame, in rect: Rect) {
        KeyHelp(
            entries: HomeKey.table.compactMap(\.footer).map {
                KeyHelp.Entry(keys: $0.label, text: $0.name, importance: $0.importance)
            }, keyStyle: theme[.key], textStyle: theme[.inactive]
        ).renderRow(into: &frame, in: rect)
    }
}
