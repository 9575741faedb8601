internal import RunEvents

/// A row of the replicated tables: what is measured, what the paper has, and what it is held to.
struct Row: Sendable {
    /// Stable: claims name rows by it.
    var id: String
    var part: ReportPart
    var section: Section
    var quantity: String
    var format: ValueFormat
    /// nil where the paper has no figure, or none that we know of.
    var paper: PaperFigure?
    var claim: Claim?
    /// One seed's figure; nil where it was not measured.
    var measure: @Sendable (SeedRuns) -> Figure?

    init(
        _ id: String, _ part: ReportPart, _ section: Section, _ quantity: String, _ format: ValueFormat,
        paper: PaperFigure? = nil, claim: Claim? = nil, measure: @escaping @Sendable (SeedRuns) -> Figure?
    ) {
        precondition(
            (paper == nil) == (claim == nil), "\(id): a figure of the paper and no claim, or a claim and no figure")
        self.id = id
        self.part = part
        self.section = section
        self.quantity = quantity
        self.format = format
        self.paper = paper
        self.claim = claim
        self.measure = measure
    }

    enum Section: String, Sendable, CaseIterable {
        case grokking = "Grokking"
        case drive = "What drives v₁"
        case alignment = "Alignment of gradient and decay"
        case removal = "Removing the edge"
        case flatness = "Moving along the edge"
        case readout = "Reading the answer"
        case geometry = "Rotation and gap"
        case function = "What the edge does"
        case classes = "Class of the edge"
        case intervention = "Other weight decay from here"
        case gapFlow = "Gap flow as published"
        case ledger = "The account of the gap"
        case lifecycle = "Lifecycle without a test set"
        case windows = "The window's own edge"
    }
}
