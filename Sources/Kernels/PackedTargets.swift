/// What the rows of a batch's logits are scored against: M rows, each with the class to predict.
package struct PackedTargets: Sendable {
    /// [M] classes to predict; negative where nothing is.
    package private(set) var classes: [Int32] = []
    /// [M] how many sequences each row stands for.
    package private(set) var weights: [Int32] = []
    /// Runs of rows that make up one whole sequence each, for accuracy by sequence. Empty where rows are shared.
    package internal(set) var sequences: [Range<Int>] = []
    /// Rows with a target, each counted with its weight.
    package private(set) var scoredCount = 0
    /// The largest class, −1 where there is none: what logits must have columns for.
    package private(set) var largestClass: Int32 = -1

    package init() {}

    /// Makes room, so that later `append`s of up to this much allocate nothing.
    package init(reservingRows rows: Int, sequences count: Int) {
        classes.reserveCapacity(rows)
        weights.reserveCapacity(rows)
        sequences.reserveCapacity(count)
    }

    package var count: Int { classes.count }

    package mutating func append(_ target: Int32, weight: Int32) {
        classes.append(target)
        weights.append(0)
        largestClass = max(largestClass, target)
        add(weight, to: count - 1)
    }

    /// Lets a row stand for more sequences.
    mutating func add(_ weight: Int32, to row: Int) {
        weights[row] += weight
        if classes[row] >= 0 { scoredCount += Int(weight) }
    }

    package mutating func removeAll() {
        classes.removeAll(keepingCapacity: true)
        weights.removeAll(keepingCapacity: true)
        sequences.removeAll(keepingCapacity: true)
        scoredCount = 0
        largestClass = -1
    }
}
