/// Sequences laid end to end without padding: N rows in all, each a token that knows its position in its own sequence.
///
/// In a padded batch of Dyck-1 46 % of the rows are padding; packed, every row is work. The result is the same, as padding
/// is never attended to and never scored.
///
/// A row may stand for the same token of several sequences, where they begin alike (see `PrefixTree`): it is computed once and
/// counts as often as its `weight` says.
package struct PackedTokens: Sendable {
    /// [N] token numbers.
    package internal(set) var identifiers: [Int32] = []
    /// [N] places in their own sequences, from 0.
    package internal(set) var positions: [Int32] = []
    /// [N] classes to predict; negative where nothing is.
    package internal(set) var targets: [Int32] = []
    /// [N] how many sequences each row stands for.
    package internal(set) var weights: [Int32] = []
    package internal(set) var branches: [Branch] = []
    /// The branches' paths, one after the other.
    package internal(set) var pathRows: [Int32] = []

    package internal(set) var longestSequence = 0
    /// Tokens with a target, each counted with its weight.
    package internal(set) var scoredCount = 0
    /// The largest identifier and target, −1 where there is none: what tables and logits must have rows and columns for.
    package internal(set) var largestIdentifier: Int32 = -1
    package internal(set) var largestTarget: Int32 = -1

    /// The rows that one sequence has added, and all of its rows from its first token on.
    package struct Branch: Sendable, Equatable {
        /// Rows of its own: the end of its path.
        package let rows: Range<Int>
        /// Where its path lies in `pathRows`. It begins with rows of earlier branches where the sequence began like them.
        package let path: Range<Int>
    }

    package init() {}

    /// Makes room, so that later `append`s of up to this much allocate nothing.
    package init(reservingTokens tokens: Int, sequences count: Int) {
        identifiers.reserveCapacity(tokens)
        positions.reserveCapacity(tokens)
        targets.reserveCapacity(tokens)
        weights.reserveCapacity(tokens)
        branches.reserveCapacity(count)
        pathRows.reserveCapacity(tokens)
    }

    /// Rows, N.
    package var count: Int { identifiers.count }

    /// Adds a sequence that shares nothing.
    ///
    /// - Precondition: as many targets as tokens; no token is negative.
    package mutating func append(_ sequence: some Collection<Int32>, targets newTargets: some Collection<Int32>) {
        precondition(
            sequence.count == newTargets.count, "\(sequence.count) tokens with \(newTargets.count) targets")
        let (firstRow, firstPlace) = (count, pathRows.count)
        for (position, (identifier, target)) in zip(sequence, newTargets).enumerated() {
            pathRows.append(Int32(count))
            appendRow(identifier, position: Int32(position), target: target, weight: 1)
        }
        branches.append(Branch(rows: firstRow..<count, path: firstPlace..<pathRows.count))
        longestSequence = max(longestSequence, sequence.count)
    }

    package mutating func removeAll() {
        identifiers.removeAll(keepingCapacity: true)
        positions.removeAll(keepingCapacity: true)
        targets.removeAll(keepingCapacity: true)
        weights.removeAll(keepingCapacity: true)
        branches.removeAll(keepingCapacity: true)
        pathRows.removeAll(keepingCapacity: true)
        longestSequence = 0
        scoredCount = 0
        largestIdentifier = -1
        largestTarget = -1
    }

    mutating func appendRow(_ identifier: Int32, position: Int32, target: Int32, weight: Int32) {
        precondition(identifier >= 0, "token \(identifier)")
        identifiers.append(identifier)
        positions.append(position)
        targets.append(target)
        weights.append(0)
        largestIdentifier = max(largestIdentifier, identifier)
        largestTarget = max(largestTarget, target)
        add(weight, to: count - 1)
    }

    mutating func add(_ weight: Int32, to row: Int) {
        weights[row] += weight
        if targets[row] >= 0 { scoredCount += Int(weight) }
    }
}
