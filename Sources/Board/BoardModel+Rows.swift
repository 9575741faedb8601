internal import RunEvents
internal import Survey
internal import TerminalUI

extension BoardModel {
    /// Takes in all runs as they stand now.
    mutating func take(_ survey: Survey) {
        let isFirst = self.survey == nil
        problem = nil
        guard survey != self.survey else { return }
        self.survey = survey
        searched = survey.runs.map { Self.searched($0, survey.axes) }
        if isFirst { chooseAxes(survey) }
        lay()
    }

    /// The first two axes that make conditions; the seed only where there are fewer.
    private mutating func chooseAxes(_ survey: Survey) {
        let axes = survey.parameters + survey.axes.filter { $0 == Survey.seed }
        if axes.count > 1 { (rowAxis, columnAxis) = (axes[0], axes[1]) } else { columnAxis = axes.first }
    }

    /// Everything that a person may type to find a run, in small letters.
    private static func searched(_ run: SurveyedRun, _ axes: [String]) -> String {
        let figures = run.figures
        var words = [run.name, run.state] + axes.map { "\($0)=\(run.values[$0] ?? "")" }
        if figures.grokkedAt != nil { words.append("grokked") }
        words += [figures.fineClass, figures.paperClass].compactMap { $0?.rawValue }
        return words.joined(separator: " ").lowercased()
    }

    /// Lays the runs out on the axes of the map, and then in the table.
    mutating func lay() {
        guard let survey else { return }
        grid = HeatGrid(survey, columns: columnAxis, rows: rowAxis)
        cell = (min(cell.row, grid.rows.count - 1), min(cell.column, grid.columns.count - 1))
        arrange()
    }

    /// The columns of the table.
    var columns: [BoardColumn] { BoardColumn.all(survey?.axes ?? []) }

    /// Filters and sorts the runs, and keeps the selection on its run, or in its row where the run is not shown.
    mutating func arrange() {
        guard let survey else { return }
        let before = selectedIndex
        let words = filter.lowercased().split(separator: " ")
        let inCell = isCellOnly ? Set((chosen?.runs ?? []).map(\.name)) : nil
        rows = zip(survey.runs, searched).filter { run, text in
            words.allSatisfy { text.contains($0) } && inCell?.contains(run.name) ?? true
        }.map(\.0)
        if let sorting { sort(by: sorting) }
        if selectedIndex == nil {
            selected = rows.isEmpty ? nil : rows[min(before ?? 0, rows.count - 1)].name
        }
        keepSelectionInSight()
    }

    /// What is not known stands last either way; equals keep the plan's order.
    private mutating func sort(by column: BoardColumn) {
        let keys = rows.map { column.key($0) }
        let isDescending = isDescending
        func isUnknown(_ key: (number: Double?, text: String)) -> Bool { key.number == nil && key.text.isEmpty }
        let order = rows.indices.sorted { left, right in
            let (one, other) = (keys[left], keys[right])
            if isUnknown(one) != isUnknown(other) { return isUnknown(other) }
            if one.number != other.number {
                guard let first = one.number, let second = other.number else { return one.number != nil }
                return isDescending ? first > second : first < second
            }
            if one.text != other.text { return isDescending ? one.text > other.text : one.text < other.text }
            return left < right
        }
        rows = order.map { rows[$0] }
    }

    /// Sorts by the next column that is on the screen.
    mutating func sortByNextColumn() {
        let shown = BoardLayout(self)?.columns.map(\.column) ?? columns
        guard !shown.isEmpty else { return }
        let index = sorting.flatMap { shown.firstIndex(of: $0) }.map { ($0 + 1) % shown.count } ?? 0
        sorting = shown[index]
        isDescending = shown[index].startsDescending
    }

    /// Moves the cell or the row that the keys mean, as far as there are some.
    mutating func move(_ action: BoardAction) {
        let page = max(1, (BoardLayout(self)?.rows.height ?? 2) - 1)
        let (across, down): (Int, Int) =
            switch action {
            case .up: (0, -1)
            case .down: (0, 1)
            case .left: (-1, 0)
            case .right: (1, 0)
            case .pageUp: (0, -page)
            case .pageDown: (0, page)
            case .first: (-Int(Int32.max), -Int(Int32.max))
            case .last: (Int(Int32.max), Int(Int32.max))
            default: (0, 0)
            }
        focus == .map ? moveCell(down: down, across: across) : moveRow(by: down)
    }

    private mutating func moveCell(down: Int, across: Int) {
        cell = (
            min(max(0, cell.row + down), grid.rows.count - 1), min(max(0, cell.column + across), grid.columns.count - 1)
        )
        if isCellOnly { arrange() }
    }

    mutating func moveRow(by count: Int) {
        guard !rows.isEmpty else { return }
        selected = rows[min(max(0, (selectedIndex ?? 0) + count), rows.count - 1)].name
        keepSelectionInSight()
    }

    /// Scrolls as little as shows the selected row.
    mutating func keepSelectionInSight() {
        let height = max(1, BoardLayout(self)?.rows.height ?? 1)
        if let index = selectedIndex { top = min(max(top, index - height + 1), index) }
        top = min(max(0, top), max(0, rows.count - height))
    }
}
