internal import Replication
internal import RunEvents

/// Heat maps over two axes: where it groks, when, and what class the edge ends in. Each cell pools all runs that have
/// its two values.
struct PhaseDiagram {
    private let columns: (axis: String, values: [String])
    private let rows: (axis: String?, values: [String])
    private let cells: [[String]: SurveyGroup]

    /// What a cell says, and how dark it is: 0 to 1; nil for one without a shade.
    private typealias Cell = (text: String, shade: Double?, style: String)

    /// - Parameter row: the axis that runs down; nil for a single row.
    init(_ survey: Survey, columns axis: String, rows row: String?) {
        columns = (axis, survey.values(of: axis))
        rows = (row, row.map { survey.values(of: $0) } ?? [""])
        let axes = [row, axis].compactMap(\.self)
        cells = Dictionary(uniqueKeysWithValues: survey.groups(by: axes).map { ($0.values, $0) })
    }

    /// The most pairs of axes that get diagrams.
    static let most = 10

    /// A diagram for each pair of parameters; with one parameter, that one alone.
    static func all(_ survey: Survey) -> [PhaseDiagram] {
        let axes = survey.parameters.filter { survey.values(of: $0).count > 1 }
        guard axes.count > 1 else { return axes.map { PhaseDiagram(survey, columns: $0, rows: nil) } }
        let pairs = axes.indices.flatMap { first in axes.indices.dropFirst(first + 1).map { (axes[first], axes[$0]) } }
        return pairs.prefix(most).map { PhaseDiagram(survey, columns: $0.1, rows: $0.0) }
    }

    var html: String {
        let over = rows.axis.map { "\($0) × \(columns.axis)" } ?? columns.axis
        let title = Markup.escaped(PrintableText.line(over))
        return "<h3>\(title)</h3>"
            + table("Grok step: median [95 %] over runs", grokStep)
            + table("Share that grokked: runs [95 %]", share)
            + table("Class of the edge at the end, the paper's window: most frequent class, runs [95 %]", driveClass)
    }

    private func group(_ row: String, _ column: String) -> SurveyGroup? {
        cells[rows.axis == nil ? [column] : [row, column]]
    }

    private func table(_ title: String, _ cell: (SurveyGroup) -> Cell) -> String {
        let corner = rows.axis.map { "\($0) ↓ " } ?? ""
        let head = columns.values.map { "<th>\(Self.value($0))</th>" }.joined()
        let body = rows.values.map { row in
            let cells = columns.values.map { column -> String in
                guard let group = group(row, column) else { return "<td>–</td>" }
                let (text, shade, style) = cell(group)
                let colour = shade.map { " style=\"--s:\(Int((15 + 60 * $0).rounded()))%\"" } ?? ""
                return "<td class=\"\(style)\"\(colour)>\(Markup.escaped(text))</td>"
            }
            return "<tr><th>\(rows.axis == nil ? "" : Self.value(row))</th>\(cells.joined())</tr>"
        }
        return "<h4>\(Markup.escaped(title))</h4><div class=\"wide\"><table class=\"map\"><thead><tr>"
            + "<th>\(Markup.escaped(PrintableText.line("\(corner)\(columns.axis) →")))</th>\(head)</tr></thead>"
            + "<tbody>\n\(body.joined(separator: "\n"))\n</tbody></table></div>"
    }

    private static func value(_ text: String) -> String {
        text.isEmpty ? "–" : Markup.escaped(PrintableText.line(text))
    }

    // MARK: Cells

    private func grokStep(_ group: SurveyGroup) -> Cell {
        let survival = group.survival
        let medians = cells.values.compactMap(\.survival.median)
        guard let median = survival.median, let low = medians.min(), let high = medians.max() else {
            return (PageText.median(survival), nil, "")
        }
        // The sooner, the darker.
        let shade = high > low ? Double(high - median) / Double(high - low) : 1
        return (PageText.median(survival), shade, "shaded")
    }

    private func share(_ group: SurveyGroup) -> Cell {
        let (count, total) = group.grokked
        return (
            PageText.share(count, total), total > 0 ? Double(count) / Double(total) : nil, total > 0 ? "shaded" : ""
        )
    }

    private func driveClass(_ group: SurveyGroup) -> Cell {
        let classes = group.classes
        let total = classes.map(\.count).reduce(0, +)
        guard let first = classes.first else { return ("–", nil, "") }
        let share = Double(first.count) / Double(total)
        return ("\(first.driveClass.rawValue): \(PageText.share(first.count, total))", share, first.driveClass.rawValue)
    }
}
