internal import RunEvents

/// A row of the replicated table: what is measured, what the paper has, and when it holds.
struct Row: Sendable {
    /// Stable: rules name rows by it, and so do anchors of the report.
    var id: String
    var section: Section
    var quantity: String
    var format: ValueFormat
    /// nil where the paper has no figure, or none that we know of.
    var paper: PaperFigure?
    var rule: Rule?
    /// One seed's figure; nil where it was not measured.
    var measure: @Sendable (SeedRuns) -> Figure?

    init(
        _ id: String, _ section: Section, _ quantity: String, _ format: ValueFormat, paper: PaperFigure? = nil,
        rule: Rule? = nil, measure: @escaping @Sendable (SeedRuns) -> Figure?
    ) {
        precondition(
            (paper == nil) == (rule == nil), "\(id): a figure of the paper and no rule, or a rule and no figure")
        self.id = id
        self.section = section
        self.quantity = quantity
        self.format = format
        self.paper = paper
        self.rule = rule
        self.measure = measure
    }

    enum Section: String, Sendable, CaseIterable {
        case grokking = "Grokking"
        case drive = "What drives v₁"
        case removal = "Removing the edge"
        case flatness = "Moving along the edge"
        case readout = "Reading the answer"
        case geometry = "Rotation and gap"
        case function = "What the edge does"
        case classes = "Class of the edge"
        case intervention = "Other weight decay from here"
        case gapFlow = "Gap flow as published"
        case lifecycle = "Lifecycle without a test set"
        case windows = "The window's own edge"
    }
}
