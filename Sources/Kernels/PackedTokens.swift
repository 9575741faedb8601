/// Sequences laid end to end without padding: N tokens in all, each knowing its position in its own sequence.
///
/// In a padded batch of Dyck-1 46 % of the rows are padding; packed, every row is work. The result is the same, as padding
/// is never attended to and never scored.
package struct PackedTokens: Sendable {
    /// [N] token numbers.
    package private(set) var identifiers: [Int32] = []
    /// [N] places in their own sequences, from 0.
    package private(set) var positions: [Int32] = []
    /// [N] classes to predict; negative where nothing is.
    package private(set) var targets: [Int32] = []
    /// Where each sequence lies among the tokens.
    package private(set) var sequences: [Range<Int>] = []
    package private(set) var longestSequence = 0
    /// Tokens with a target.
    package private(set) var scoredCount = 0
    /// The largest identifier and target, −1 where there is none: what tables and logits must have rows and columns for.
    package private(set) var largestIdentifier: Int32 = -1
    package private(set) var largestTarget: Int32 = -1

    package init() {}

    /// Makes room, so that later `append`s of up to this much allocate nothing.
    package init(reservingTokens tokens: Int, sequences count: Int) {
        identifiers.reserveCapacity(tokens)
        positions.reserveCapacity(tokens)
        targets.reserveCapacity(tokens)
        sequences.reserveCapacity(count)
    }

    package var count: Int { identifiers.count }

    /// - Precondition: as many targets as tokens; no token is negative.
    package mutating func append(_ sequence: some Collection<Int32>, targets newTargets: some Collection<Int32>) {
        precondition(
            sequence.count == newTargets.count, "\(sequence.count) tokens with \(newTargets.count) targets")
        let start = identifiers.count
        identifiers.append(contentsOf: sequence)
        targets.append(contentsOf: newTargets)
        for position in 0..<Int32(sequence.count) { positions.append(position) }
        sequences.append(start..<identifiers.count)
        longestSequence = max(longestSequence, sequence.count)
        for identifier in sequence {
            precondition(identifier >= 0, "token \(identifier)")
            largestIdentifier = max(largestIdentifier, identifier)
        }
        for target in newTargets where target >= 0 {
            scoredCount += 1
            largestTarget = max(largestTarget, target)
        }
    }

    package mutating func removeAll() {
        identifiers.removeAll(keepingCapacity: true)
        positions.removeAll(keepingCapacity: true)
        targets.removeAll(keepingCapacity: true)
        sequences.removeAll(keepingCapacity: true)
        longestSequence = 0
        scoredCount = 0
        largestIdentifier = -1
        largestTarget = -1
    }
}
