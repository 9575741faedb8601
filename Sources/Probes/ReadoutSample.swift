internal import Kernels
internal import RunEvents
internal import Transformer

/// The rows, targets and split that all readouts of one run use, the same at every step.
struct ReadoutSample {
    let coordinate: TaskCoordinate
    let rows: ScoredRows
    let split: ReadoutSplit
    /// The coordinate of each row, [1, M].
    let numbers: DoubleMatrix
    /// 1 at each row's class and 0 elsewhere, [C, M]; nil where the coordinate is a quantity.
    let indicators: DoubleMatrix?

    /// How many tokens pairwise products and networks are fitted on. The former solve as many equations as these tokens
    /// have states.
    private static let sampledTokens = 3_000

    /// Draws the split; the generator continues after its draws.
    init(coordinate: TaskCoordinate, classes: Int, rows: ScoredRows, from generator: inout RandomGenerator) {
        self.coordinate = coordinate
        self.rows = rows
        split = .random(weights: rows.weights, sampled: Self.sampledTokens, from: &generator)
        numbers = DoubleMatrix(rows: 1, columns: rows.count, values: rows.classes.map { Double($0) })
        guard !coordinate.isQuantity else {
            indicators = nil
            return
        }
        var indicators = DoubleMatrix(rows: classes, columns: rows.count)
        for (row, number) in rows.classes.enumerated() { indicators[Int(number), row] = 1 }
        self.indicators = indicators
    }

    /// The scores of one kind of readout.
    ///
    /// - Parameter predict: fits the readout to several sets of targets, each [K, M], and returns its predictions
    ///   [K, M] of each; nil where there are none.
    func readout(_ predict: (_ sets: [DoubleMatrix]) -> [DoubleMatrix]?) -> ReadoutRecord.Readout {
        let predictions = predict([numbers] + [indicators].compactMap(\.self))
        let outputs = indicators.flatMap { _ in predictions?.last }
        return ReadoutRecord.Readout(
            r2: ReadoutScore.r2(predictions?.first, numbers, over: split.score),
            unseenR2: ReadoutScore.r2(predictions?.first, numbers, over: split.unseen),
            accuracy: ReadoutScore.accuracy(outputs, classes: rows.classes, over: split.score))
    }
}
