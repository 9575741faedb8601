internal import RunEvents
internal import Tasks

/// All rows of a task's table, in the order of the report. Rules stand here, and were written before there was a figure
/// of ours.
///
/// Tolerances: where the paper has an s.d. over seeds, two of it; otherwise what two runs of the published setup may
/// differ by, as far as can be told beforehand. A size that may be any power of ten is held to a factor of 3 (of 2 for
/// the compression).
enum RowTable {
    static func rows(_ task: TaskName) -> [Row] {
        let definition = TaskList.known(task)
        let (paper, coordinate) = (definition.report.paper, definition.coordinate)
        return grokking(paper) + drive(paper) + removal(paper) + flatness(paper) + readout(coordinate, paper)
            + geometry(paper)
            + function(coordinate, paper) + classes(paper) + intervention(paper) + gapFlow()
            + repeatedUpdate() + lifecycle() + windows()
    }

    // MARK: Making rows

    /// A figure of the paper that ours is to cover.
    static func near(
        _ value: Double?, _ tolerance: Double, _ format: ValueFormat, _ place: PaperFigure.Place, direction: Criterion?
    ) -> (PaperFigure?, Rule?) {
        guard let value else { return (nil, nil) }
        return (
            PaperFigure(format.text(value), place),
            Rule(holds: .covers(value...value, tolerance: tolerance), direction: direction)
        )
    }

    static func near(
        _ measured: PaperFigures.Measured?, atLeast tolerance: Double, _ format: ValueFormat,
        _ place: PaperFigure.Place,
        direction: Criterion?
    ) -> (PaperFigure?, Rule?) {
        guard let measured else { return (nil, nil) }
        let deviation = measured.deviation.map { " ± \(ValueFormat.trimmed($0))" } ?? ""
        return (
            PaperFigure(format.text(measured.value) + deviation, place),
            Rule(
                holds: .covers(
                    measured.value...measured.value, tolerance: max(2 * (measured.deviation ?? 0), tolerance)),
                direction: direction)
        )
    }

    /// A size that may be any power of ten.
    static func within(
        _ factor: Double, of value: Double?, _ format: ValueFormat, _ place: PaperFigure.Place, direction: Criterion?
    ) -> (PaperFigure?, Rule?) {
        guard let value else { return (nil, nil) }
        return (
            PaperFigure(format.text(value), place),
            Rule(holds: .within(factor: factor, of: value), direction: direction)
        )
    }

    static func row(
        _ id: String, _ section: Row.Section, _ quantity: String, _ format: ValueFormat,
        _ claim: (paper: PaperFigure?, rule: Rule?) = (nil, nil), measure: @escaping @Sendable (SeedRuns) -> Figure?
    ) -> Row {
        Row(id, section, quantity, format, paper: claim.paper, rule: claim.rule, measure: measure)
    }
}
