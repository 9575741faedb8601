package import Kernels

/// Cuts batches into shards of about equally many rows.
///
/// The sequences of a batch are put in the order of the tree, copies together, so that those that begin alike fall into the
/// same shard and share their rows there. What comes out depends on the batch alone.
package struct ShardPlan: Sendable {
    /// The newest batch. A shard may be empty.
    package private(set) var shards: [PrefixPacker]
    private let tree: PrefixTree
    /// How often each sequence of the tree is in the batch.
    private var copies: [Int]

    package init(tree: PrefixTree, batchSequences: Int, shards count: Int) {
        precondition(count >= 1, "a batch cannot be cut into \(count) shards")
        self.tree = tree
        copies = Array(repeating: 0, count: tree.order.count)
        let capacity = Self.rowCapacity(
            batchSequences: batchSequences, longestSequence: tree.longestSequence, shards: count)
        shards = (0..<count).map { _ in
            PrefixPacker(tree: tree, reservingTokens: capacity, sequences: batchSequences)
        }
    }

    /// Rows that a shard can come to hold, however the batch is drawn: its share, half a sequence too much at either end, and
    /// the beginning that its first sequence shares with the shard before.
    package static func rowCapacity(batchSequences: Int, longestSequence: Int, shards: Int) -> Int {
        (batchSequences * longestSequence + shards - 1) / shards + 2 * longestSequence
    }

    /// Packs a batch, given as indices of the tree's sequences. A sequence goes to the shard in which the middle of the rows
    /// falls that it adds.
    package mutating func fill(with batch: [Int]) {
        for index in shards.indices { shards[index].removeAll() }
        for index in copies.indices { copies[index] = 0 }
        for index in batch { copies[index] += 1 }

        var total = 0
        Self.forEachDistinct(of: tree, copies) { _, rows in total += rows }
        precondition(total > 0, "a batch without a token")
        var rowsBefore = 0
        Self.forEachDistinct(of: tree, copies) { sequence, rows in
            let middle = 2 * rowsBefore + rows
            let shard = min(shards.count * middle / (2 * total), shards.count - 1)
            shards[shard].append(sequence, copies: copies[sequence])
            rowsBefore += rows
        }
    }

    /// Each sequence of the batch once, with the rows that it adds to those before it: in this order no earlier one has more
    /// in common with it than its neighbour.
    ///
    /// Static, so that the body may fill shards of ours without their being copied first.
    private static func forEachDistinct(
        of tree: PrefixTree, _ copies: [Int], _ body: (_ sequence: Int, _ rows: Int) -> Void
    ) {
        var previous: Int?
        for sequence in tree.order where copies[sequence] > 0 {
            let shared = previous.map { tree.commonLength($0, sequence) } ?? 0
            body(sequence, tree.length(of: sequence) - shared)
            previous = sequence
        }
    }
}
