internal import RunEvents
internal import Tasks

/// All rows of a task's two tables, in the order of the report, with what each is held to. The claims and their margins
/// (`Margin`) were committed before the figures that they judge.
enum RowTable {
    /// What the paper has of a row, and what ours is held to; both nil where the paper has no figure.
    typealias Held = (paper: PaperFigure?, claim: Claim?)

    static func rows(_ task: TaskName) -> [Row] {
        let definition = TaskList.known(task)
        let (paper, coordinate) = (definition.report.paper, definition.coordinate)
        let reading =
            grokking(paper) + drive(paper) + alignment(paper) + removal(paper) + flatness(paper)
            + readout(coordinate, paper) + geometry(paper) + function(coordinate, paper) + classes(paper)
            + intervention(.reading, paper) + gapFlow() + repeatedUpdate() + ledger(paper) + lifecycle() + windows()
        return published(paper) + reading
    }

    // MARK: Making rows

    /// A figure of a single published run that ours is to come to.
    static func near(
        _ value: Double?, _ margin: Margin, _ format: ValueFormat, _ place: PaperFigure.Place,
        direction: DirectionClaim? = nil
    ) -> Held {
        guard let value else { return (nil, nil) }
        return (
            PaperFigure(format.text(value), place),
            Claim(figure: .near(value, margin), direction: direction)
        )
    }

    /// A figure that the paper has over its seeds.
    static func near(
        _ measured: PaperFigures.Measured?, _ margin: Margin, _ format: ValueFormat, _ place: PaperFigure.Place,
        direction: DirectionClaim? = nil
    ) -> Held {
        guard let measured else { return (nil, nil) }
        let deviation = measured.deviation.map { " ± \(ValueFormat.trimmed($0))" } ?? ""
        return (
            PaperFigure(format.text(measured.value) + deviation, place),
            Claim(figure: .near(measured.value, margin), direction: direction)
        )
    }

    /// Sizes that are above zero and go over powers of ten, one a published seed.
    static func size(
        _ values: [Double], _ margin: Margin, _ format: ValueFormat, _ place: PaperFigure.Place,
        text: String? = nil, direction: DirectionClaim? = nil
    ) -> Held {
        guard !values.isEmpty else { return (nil, nil) }
        let words = text ?? values.map { format.text($0) }.joined(separator: ", ")
        return (PaperFigure(words, place), Claim(figure: .size(values, margin), direction: direction))
    }

    static func row(
        _ id: String, _ section: Row.Section, _ quantity: String, _ format: ValueFormat, _ held: Held = (nil, nil),
        part: ReportPart = .reading, measure: @escaping @Sendable (SeedRuns) -> Figure?
    ) -> Row {
        Row(id, part, section, quantity, format, paper: held.paper, claim: held.claim, measure: measure)
    }
}
