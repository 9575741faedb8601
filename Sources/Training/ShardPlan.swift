package import Kernels

/// Cuts batches into shards of about equally many rows.
///
/// The sequences of a batch are sorted in the order of the set, with copies together. So those that begin alike fall
/// into the same shard and share their rows there. The shards depend on the batch alone.
package struct ShardPlan: Sendable {
    /// The shards of the newest batch. A shard may be empty.
    package private(set) var shards: [BatchPacker]
    private let set: SequenceSet
    /// How often each sequence of the set is in the batch.
    private var copies: [Int]

    /// Makes empty shards, each with room for the largest part of a batch that can fall to it.
    ///
    /// - Parameters:
    ///   - set: the sequences that batches are drawn from.
    ///   - batchSequences: sequences of a batch.
    ///   - count: how many shards a batch is cut into.
    /// - Precondition: `count` is 1 or more.
    package init(set: SequenceSet, batchSequences: Int, shards count: Int) {
        precondition(count >= 1, "a batch cannot be cut into \(count) shards")
        self.set = set
        copies = Array(repeating: 0, count: set.count)
        let rows = set.largestShard(batchSequences: batchSequences, shards: count)
        shards = (0..<count).map { _ in BatchPacker(set: set, reserving: rows, sequences: batchSequences) }
    }

    /// Packs a batch, given as indices of the set's sequences. Each sequence adds rows to those of the earlier ones. It
    /// goes to the shard in which the middle of its rows lies. A sequence that adds no rows goes to the shard that
    /// already has them.
    package mutating func fill(with batch: [Int]) {
        for index in shards.indices { shards[index].removeAll() }
        for index in copies.indices { copies[index] = 0 }
        for index in batch { copies[index] += 1 }

        var total = 0
        Self.forEachDistinct(of: set, copies) { _, rows in total += rows }
        precondition(total > 0, "a batch without a token")
        var (rowsBefore, shard) = (0, 0)
        Self.forEachDistinct(of: set, copies) { sequence, rows in
            let middle = 2 * rowsBefore + rows
            if rows > 0 { shard = min(shards.count * middle / (2 * total), shards.count - 1) }
            shards[shard].append(sequence, copies: copies[sequence])
            rowsBefore += rows
        }
    }

    /// Calls `body` once for each sequence of the batch, with the number of rows that it adds to those before it. In
    /// the order of the set, no earlier sequence has more in common with it than its neighbour.
    ///
    /// The function is static, so that `body` can change `shards` without copying them first.
    private static func forEachDistinct(
        of set: SequenceSet, _ copies: [Int], _ body: (_ sequence: Int, _ rows: Int) -> Void
    ) {
        var previous: Int?
        for sequence in set.order where copies[sequence] > 0 {
            body(sequence, set.rowsAdded(by: sequence, after: previous))
            previous = sequence
        }
    }
}
