import Kernels
import Testing
import Training

@Suite("Shard plan")
struct ShardPlanTests {
    /// Sequences that can be told apart: all tokens of sequence i are i.
    private static func sequences(_ lengths: [Int]) -> [LabelledSequence] {
        lengths.enumerated().map { index, length in
            LabelledSequence(
                tokens: Array(repeating: Int32(index), count: length), targets: Array(repeating: 0, count: length))
        }
    }

    private func expectPlan(lengths: [Int], batch: [Int], shards count: Int) {
        let sequences = Self.sequences(lengths)
        // What the shards held before is forgotten.
        var shards = (0..<count).map { _ in
            var tokens = PackedTokens()
            tokens.append([99], targets: [0])
            return tokens
        }
        ShardPlan.fill(&shards, with: batch, of: sequences)
        let name: Comment = "lengths \(lengths), batch \(batch), \(count) shards"
        #expect(shards.flatMap(\.identifiers) == batch.flatMap { sequences[$0].tokens }, name)
        #expect(shards.flatMap { $0.sequences.map(\.count) } == batch.map { lengths[$0] }, name)
        let capacity = ShardPlan.tokenCapacity(
            batchSequences: batch.count, longestSequence: lengths.max() ?? 0, shards: count)
        #expect(shards.allSatisfy { $0.count <= capacity }, name)
        // Near the fair share: off by at most half a sequence at each end.
        let share = Double(batch.reduce(0) { $0 + lengths[$1] }) / Double(count)
        let longest = Double(batch.map { lengths[$0] }.max() ?? 0)
        #expect(shards.allSatisfy { abs(Double($0.count) - share) <= longest + 1 }, name)
    }

    @Test(arguments: [1, 2, 3, 4, 7])
    func randomBatches(shards: Int) {
        var generator = RandomGenerator(seed: 1, stream: .batches)
        for _ in 0..<50 {
            let lengths = (0..<10).map { _ in 1 + generator.integer(below: 24) }
            let batch = (0..<1 + generator.integer(below: 30)).map { _ in generator.integer(below: 10) }
            expectPlan(lengths: lengths, batch: batch, shards: shards)
        }
    }

    @Test("one long sequence leaves the other shards empty") func emptyShards() {
        expectPlan(lengths: [24], batch: [0], shards: 4)
        expectPlan(lengths: [1, 24, 1], batch: [0, 1, 2], shards: 4)
        var shards = (0..<3).map { _ in PackedTokens() }
        ShardPlan.fill(&shards, with: [0], of: Self.sequences([5]))
        #expect(shards.map(\.count) == [0, 5, 0])
    }
}
