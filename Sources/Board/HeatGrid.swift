internal import Survey

/// The runs of a sweep by their values on two axes. Each cell pools all runs that have its two values.
struct HeatGrid: Sendable {
    /// The values across; a single empty one where no axis runs across.
    let columns: [String]
    /// The values down; a single empty one where no axis runs down.
    let rows: [String]
    private let cells: [SurveyGroup?]

    /// A grid without runs.
    init() { (columns, rows, cells) = ([""], [""], [nil]) }

    /// - Parameters:
    ///   - column: the axis that runs across; nil for none.
    ///   - row: the axis that runs down, another one; nil for none.
    init(_ survey: Survey, columns column: String?, rows row: String?) {
        func values(_ axis: String?) -> [String] {
            let values = axis.map { survey.values(of: $0) } ?? [""]
            return values.isEmpty ? [""] : values
        }
        let axes = [row, column].compactMap(\.self)
        let groups = Dictionary(uniqueKeysWithValues: survey.groups(by: axes).map { ($0.values, $0) })
        let (across, down) = (values(column), values(row))
        (columns, rows) = (across, down)
        cells = down.flatMap { down in
            across.map { across in
                groups[[row == nil ? nil : down, column == nil ? nil : across].compactMap(\.self)]
            }
        }
    }

    /// The runs of a cell; nil where the plan has none there.
    subscript(row: Int, column: Int) -> SurveyGroup? {
        guard rows.indices.contains(row), columns.indices.contains(column) else { return nil }
        return cells[row * columns.count + column]
    }

    /// The lowest and the highest level of a figure, from nothing to all where it is a share; nil where no cell has
    /// one.
    func range(_ figure: BoardFigure) -> ClosedRange<Double>? {
        let levels = cells.compactMap { $0.flatMap(figure.level) }
        guard let low = levels.min(), let high = levels.max() else { return nil }
        return figure.isShare ? 0...1 : low...high
    }
}
