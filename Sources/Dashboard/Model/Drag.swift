/// What a held button of the mouse moves.
enum Drag: Hashable, Sendable {
    /// Selects the steps from this one on.
    case span(from: Int)
    /// Pans: the column of the plot where the button went down, and the first step on the axis then.
    case pan(column: Int, first: Int)
}
