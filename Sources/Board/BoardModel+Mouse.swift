internal import Survey
internal import TerminalUI

/// The pointer: a click selects a cell or a run, a click on the run that is selected opens it, the wheel scrolls.
extension BoardModel {
    /// Rows that one turn of the wheel moves.
    private static let wheelRows = 3

    mutating func point(_ report: MouseReport) -> [BoardEffect] {
        guard let layout = BoardLayout(self), let action = report.action else { return [] }
        if mode == .help {
            if case .press = action { mode = .choosing }
            return []
        }
        guard mode == .choosing else { return [] }
        switch action {
        case .wheelUp, .wheelDown: moveRow(by: action == .wheelUp ? -Self.wheelRows : Self.wheelRows)
        case .press(.left):
            notice = nil
            let map = MapLayout(self, in: layout.map)
            if let place = map.cell(x: report.column, y: report.row) {
                (focus, cell) = (.map, place)
                if isCellOnly { arrange() }
            } else if layout.rows.contains(x: report.column, y: report.row) {
                return pressRow(top + report.row - layout.rows.y)
            }
        case .press, .drag, .release, .wheelLeft, .wheelRight: break
        }
        return []
    }

    private mutating func pressRow(_ index: Int) -> [BoardEffect] {
        guard rows.indices.contains(index) else { return [] }
        let wasSelected = focus == .table && selected == rows[index].name
        (focus, selected) = (.table, rows[index].name)
        return wasSelected ? open() : []
    }
}
