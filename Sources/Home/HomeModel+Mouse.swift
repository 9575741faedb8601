import TerminalUI

/// The pointer: a click selects, a click on what is selected opens, a click on a heading sorts, the wheel scrolls.
extension HomeModel {
    /// Rows that one turn of the wheel moves.
    private static let wheelRows = 3

    mutating func point(_ report: MouseReport) -> [HomeEffect] {
        guard let layout = HomeLayout(self), let action = report.action else { return [] }
        switch mode {
        case .choosing: break
        case .help:
            if case .press = action { mode = .choosing }
            return []
        default: return []
        }
        let isInPresets = layout.presets.contains(x: report.column, y: report.row)
        switch action {
        case .wheelUp, .wheelDown:
            focus = isInPresets ? .presets : .runs
            move(by: action == .wheelUp ? -HomeModel.wheelRows : HomeModel.wheelRows)
        case .press(.left):
            notice = nil
            return isInPresets ? pressPreset(layout, report) : pressRun(layout, report)
        case .press, .drag, .release, .wheelLeft, .wheelRight: break
        }
        return []
    }

    private mutating func pressRun(_ layout: HomeLayout, _ report: MouseReport) -> [HomeEffect] {
        if layout.heading.contains(x: report.column, y: report.row) {
            // The gap behind a column belongs to it.
            if let column = layout.columns.last(where: { $0.x <= report.column }) { sort(by: column.column) }
            return []
        }
        guard layout.rows.contains(x: report.column, y: report.row) else { return [] }
        let index = top + report.row - layout.rows.y
        guard rows.indices.contains(index) else { return [] }
        let wasSelected = focus == .runs && selected == rows[index].name
        (focus, selected) = (.runs, rows[index].name)
        return wasSelected ? open() : []
    }

    private mutating func pressPreset(_ layout: HomeLayout, _ report: MouseReport) -> [HomeEffect] {
        let list = PresetList(self)
        guard let index = list.index(at: report.row, in: layout.presets) else { return [] }
        let wasSelected = focus == .presets && selectedPreset == index
        (focus, selectedPreset) = (.presets, index)
        return wasSelected ? open() : []
    }
}
