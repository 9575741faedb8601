import TerminalUI

extension HomeModel {
    /// Takes in all runs there are.
    mutating func take(_ runs: [HomeRun]) {
        guard runs != self.runs || problem != nil else { return }
        self.runs = runs
        problem = nil
        let names = Set(runs.map(\.name))
        marks.removeAll { !names.contains($0) }
        arrange()
    }

    /// Filters and sorts the runs, and keeps the selection on its run, or in its row where the run is gone.
    mutating func arrange() {
        let before = selectedIndex
        let words = filter.lowercased().split(separator: " ").map { Array($0.utf8) }
        let (sorting, isDescending) = (sorting, isDescending)
        rows = (runs ?? []).filter { words.isEmpty || $0.matches(words) }
            .sorted { sorting.isBefore($0, $1, descending: isDescending) }
        if selectedIndex == nil {
            selected = rows.isEmpty ? nil : rows[min(before ?? 0, rows.count - 1)].name
        }
        keepSelectionInSight()
    }

    /// Moves the selection by rows, as far as there are some.
    mutating func move(by count: Int) {
        switch focus {
        case .runs:
            guard !rows.isEmpty else { return }
            let index = min(max(0, (selectedIndex ?? 0) + count), rows.count - 1)
            selected = rows[index].name
            keepSelectionInSight()
        case .presets: selectedPreset = min(max(0, selectedPreset + count), presets.count - 1)
        }
    }

    /// Scrolls as little as shows the selected row.
    mutating func keepSelectionInSight() {
        let height = max(1, HomeLayout(self)?.rows.height ?? 1)
        if let index = selectedIndex { top = min(max(top, index - height + 1), index) }
        top = min(max(0, top), max(0, rows.count - height))
    }

    /// Sorts by a column, or the other way round where the table is sorted by it already.
    mutating func sort(by column: HomeColumn) {
        isDescending = sorting == column ? !isDescending : column.startsDescending
        sorting = column
        arrange()
    }

    /// Sorts by the next column that is on the screen; by none where there is room for no column.
    mutating func sortByNextColumn() {
        let shown = HomeLayout(self)?.columns.map(\.column) ?? HomeColumn.allCases
        guard !shown.isEmpty else { return }
        let index = shown.firstIndex(of: sorting).map { ($0 + 1) % shown.count } ?? 0
        sorting = shown[index]
        isDescending = sorting.startsDescending
        arrange()
    }
}
