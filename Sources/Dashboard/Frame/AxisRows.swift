/// What stands on the time axis: accuracy, the ribbons, and the numbers of the steps below them.
struct AxisRows {
    let hasAccuracy: Bool
    let hasRibbons: Bool
    let hasPrediction: Bool

    /// Rows of the ribbon of the predicted class.
    var prediction: Int { hasRibbons && hasPrediction ? 1 : 0 }
    /// Whether there is anything on the axis.
    var isThere: Bool { hasAccuracy || hasRibbons }
    /// Rows that do not grow with the screen.
    var fixed: Int { (hasRibbons ? 2 : 0) + prediction + (isThere ? 1 : 0) }
}
