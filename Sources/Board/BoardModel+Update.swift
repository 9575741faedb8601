internal import Survey
internal import TerminalUI

extension BoardModel {
    /// Takes in one message.
    ///
    /// - Returns: what the outside is to do, in order.
    package mutating func update(_ message: BoardMessage) -> [BoardEffect] {
        switch message {
        case .key(let key): return handle(key)
        case .mouse(let report): return point(report)
        case .paste(let paste):
            guard case .filtering = mode else { break }
            for scalar in paste.text.unicodeScalars where scalar.value >= 0x20 { type(.character(scalar)) }
        case .resize(let newSize):
            size = newSize
            keepSelectionInSight()
        case .interrupted: return [.quit]
        case .survey(let survey): take(survey)
        case .unreadable(let reason): problem = reason
        case .notice(let text, let isAlert): say(text, isAlert: isAlert)
        }
        return []
    }

    private mutating func handle(_ key: Key) -> [BoardEffect] {
        let action = BoardKey.action(for: key)
        // These keys work in every mode, and where nothing can be shown.
        switch action {
        case .interrupt: return [.quit]
        case .repaint: return [.repaint]
        case .suspend: return [.suspend]
        case .quit where BoardLayout(self) == nil: return [.quit]
        default: break
        }
        guard BoardLayout(self) != nil else { return [] }
        notice = nil
        switch mode {
        case .choosing: return action.map { perform($0) } ?? []
        case .help: mode = .choosing
        case .filtering: type(key)
        }
        return []
    }

    /// A key of the line in which the filter is typed.
    private mutating func type(_ key: Key) {
        guard case .filtering(var input) = mode else { return }
        switch key {
        case .escape: (mode, filter) = (.choosing, "")
        case .enter: mode = .choosing
        default:
            guard input.handle(key) else { return }
            (mode, filter) = (.filtering(input), input.text)
        }
        arrange()
    }

    private mutating func perform(_ action: BoardAction) -> [BoardEffect] {
        switch action {
        case .up, .down, .left, .right, .pageUp, .pageDown, .first, .last: move(action)
        case .switchFocus: focus = focus == .map ? .table : .map
        case .nextFigure: nextFigure(by: 1)
        case .previousFigure: nextFigure(by: -1)
        case .nextColumnAxis: columnAxis = nextAxis(after: columnAxis, besides: rowAxis, mayBeNone: false)
        case .nextRowAxis: rowAxis = nextAxis(after: rowAxis, besides: columnAxis, mayBeNone: true)
        case .filter: mode = .filtering(TextInput(filter))
        case .sort: sortByNextColumn()
        case .reverse: (isDescending, sorting) = (!isDescending, sorting ?? columns.first)
        case .dismiss: dismiss()
        case .nextTheme:
            nextTheme()
            say("theme \(theme.name)")
        case .help: mode = .help
        case .open: return open()
        case .quit, .interrupt: return [.quit]
        case .repaint: return [.repaint]
        case .suspend: return [.suspend]
        }
        if [.nextColumnAxis, .nextRowAxis].contains(action) { lay() }
        if [.sort, .reverse].contains(action) { arrange() }
        return []
    }

    private mutating func nextFigure(by count: Int) {
        let all = BoardFigure.allCases
        let index = all.firstIndex(of: figure) ?? 0
        figure = all[(index + count + all.count) % all.count]
    }

    /// The axis after another one, in the plan's order; after the last comes none, where that may be.
    private func nextAxis(after axis: String?, besides other: String?, mayBeNone: Bool) -> String? {
        let names = (survey?.axes ?? []).filter { $0 != other }
        guard let axis, let index = names.firstIndex(of: axis) else { return names.first }
        if index + 1 < names.count { return names[index + 1] }
        return mayBeNone ? nil : names.first
    }

    mutating func open() -> [BoardEffect] {
        if focus == .map {
            guard let chosen else {
                say("the plan has no run with these values")
                return []
            }
            (isCellOnly, focus) = (true, .table)
            arrange()
            say("\(chosen.runs.count == 1 ? "1 run" : "\(chosen.runs.count) runs") with \(chosen.label)")
            return []
        }
        guard let index = selectedIndex else {
            say("no run has what the filter says")
            return []
        }
        guard let path = rows[index].path else {
            say("\(rows[index].name) has not begun")
            return []
        }
        return [.open(path: path)]
    }

    private mutating func dismiss() {
        if isCellOnly {
            (isCellOnly, focus) = (false, .map)
        } else if !filter.isEmpty {
            filter = ""
        } else {
            focus = .map
        }
        arrange()
    }
}
