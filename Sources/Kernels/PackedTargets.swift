/// The targets of a batch's logits: M rows, each with the class to predict.
package struct PackedTargets: Sendable {
    /// The class to predict at each row, [M]; negative where the row is not scored.
    package private(set) var classes: [Int32] = []
    /// How many sequences each row stands for, [M].
    package private(set) var weights: [Int32] = []
    /// The runs of rows that each make up a whole sequence, for the accuracy by sequence; empty where sequences share
    /// rows.
    package internal(set) var sequences: [Range<Int>] = []
    /// How many rows are scored, each counted with its weight.
    package private(set) var scoredCount = 0
    /// The largest class, −1 where there is none: the logits must have a column for it.
    package private(set) var largestClass: Int32 = -1

    /// Makes an empty set of targets.
    package init() {}

    /// Makes an empty set with reserved memory, so that `append`s of up to this much allocate nothing.
    package init(reservingRows rows: Int, sequences count: Int) {
        classes.reserveCapacity(rows)
        weights.reserveCapacity(rows)
        sequences.reserveCapacity(count)
    }

    /// M, how many rows there are.
    package var count: Int { classes.count }

    /// Adds a row.
    ///
    /// - Parameters:
    ///   - target: the class to predict; negative where the row is not scored.
    ///   - weight: how many sequences the row stands for.
    package mutating func append(_ target: Int32, weight: Int32) {
        classes.append(target)
        weights.append(0)
        largestClass = max(largestClass, target)
        add(weight, to: count - 1)
    }

    /// Makes a row stand for `weight` more sequences.
    mutating func add(_ weight: Int32, to row: Int) {
        weights[row] += weight
        if classes[row] >= 0 { scoredCount += Int(weight) }
    }

    /// Removes all rows and keeps the memory.
    package mutating func removeAll() {
        classes.removeAll(keepingCapacity: true)
        weights.removeAll(keepingCapacity: true)
        sequences.removeAll(keepingCapacity: true)
        scoredCount = 0
        largestClass = -1
    }
}
