/// What the values in a run's columns can be.
struct ColumnLimits {
    /// The highest count that a recording can hold, 2⁵³: far more than a run makes, and low enough that sums of counts
    /// stay integers.
    static let largestCount = 1 << 53

    /// Optimizer steps of the whole run.
    var steps: Int
    /// W, updates in a full window: as many columns as `spectrum` has for σ.
    var window: Int
    /// The format's version, which decides what tables and columns there are.
    var version = RecordingFormat.version

    /// The limits for writing, and for what is read before the run's configuration is known.
    ///
    /// - Parameter window: W of the run.
    static func any(window: Int = 1) -> ColumnLimits { ColumnLimits(steps: .max, window: window) }

    /// A step of the run.
    var step: ClosedRange<Int> { 0...steps }
    /// N, optimizer steps between two updates of a window.
    var interval: ClosedRange<Int> { 1...max(1, steps) }
    /// A number of updates in a window, or the place of one of its singular values.
    var place: ClosedRange<Int> { 1...window }
    /// Whether a later groktop has recorded the run.
    var isLater: Bool { version > RecordingFormat.version }
}
