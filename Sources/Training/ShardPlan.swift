package import Kernels

/// Cuts a batch into shards of about equally many tokens.
package enum ShardPlan {
    /// Tokens that a shard can come to hold, however the batch is drawn.
    package static func tokenCapacity(batchSequences: Int, longestSequence: Int, shards: Int) -> Int {
        (batchSequences * longestSequence + shards - 1) / shards + longestSequence
    }

    /// Fills `shards` with the batch's sequences, in order and contiguously: a sequence goes to the shard in which its middle
    /// falls. Depends on the batch alone. A shard may stay empty.
    package static func fill(_ shards: inout [PackedTokens], with batch: [Int], of sequences: [LabelledSequence]) {
        for index in shards.indices { shards[index].removeAll() }
        let total = batch.reduce(0) { $0 + sequences[$1].tokens.count }
        precondition(total > 0, "a batch without a token")
        var tokensBefore = 0
        for index in batch {
            let sequence = sequences[index]
            let middle = 2 * tokensBefore + sequence.tokens.count
            let shard = min(shards.count * middle / (2 * total), shards.count - 1)
            shards[shard].append(sequence.tokens, targets: sequence.targets)
            tokensBefore += sequence.tokens.count
        }
    }
}
