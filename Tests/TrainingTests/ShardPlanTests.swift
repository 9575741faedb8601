import Kernels
import Testing
import Training

@Suite("Shard plan")
struct ShardPlanTests {
    /// Strings of two letters, so that beginnings are often shared; the target is the token, so that sequences read back.
    private static func sequences(_ lengths: [Int], from generator: inout RandomGenerator) -> [LabelledSequence] {
        lengths.map { length in
            let tokens = (0..<length).map { _ in Int32(generator.integer(below: 2)) }
            return LabelledSequence(tokens: tokens, targets: tokens)
        }
    }

    private func expectPlan(_ sequences: [LabelledSequence], batch: [Int], shards count: Int) {
        let tree = PrefixTree(sequences, sharing: .prefixes)
        var plan = ShardPlan(tree: tree, batchSequences: batch.count, shards: count)
        // What the shards held before is forgotten.
        plan.fill(with: batch.reversed())
        plan.fill(with: batch)
        let tokens = plan.shards.map(\.tokens)
        let name: Comment = "batch \(batch) of \(sequences.map(\.tokens)), \(count) shards"

        // Every token of every sequence counts once, and every distinct sequence is a path.
        let wanted = batch.map { sequences[$0].tokens }
        #expect(tokens.reduce(0) { $0 + $1.scoredCount } == wanted.reduce(0) { $0 + $1.count }, name)
        let paths = Set(tokens.flatMap { shard in
            shard.branches.map { $0.path.map { shard.identifiers[Int(shard.pathRows[$0])] } }
        })
        #expect(paths.isSubset(of: Set(wanted)), name)
        #expect(Set(wanted).subtracting(paths).allSatisfy { missing in
            paths.contains { $0.starts(with: missing) }
        }, name)
        // A row counts as often as sequences of the batch begin with its path.
        for (position, letter) in [(0, Int32(0)), (0, 1), (2, 1)] {
            let counted = tokens.reduce(0) { sum, shard in
                sum + (0..<shard.count).filter {
                    shard.positions[$0] == Int32(position) && shard.identifiers[$0] == letter
                }.reduce(0) { $0 + Int(shard.weights[$1]) }
            }
            #expect(counted == wanted.filter { $0.count > position && $0[position] == letter }.count, name)
        }

        let longest = sequences.map(\.tokens.count).max() ?? 0
        let capacity = ShardPlan.rowCapacity(batchSequences: batch.count, longestSequence: longest, shards: count)
        #expect(tokens.allSatisfy { $0.count <= capacity }, name)
        // Near the fair share of the distinct rows: off by at most a sequence at each end.
        let distinct = Set(wanted.flatMap { sequence in (1...sequence.count).map { Array(sequence.prefix($0)) } }).count
        let share = Double(distinct) / Double(count)
        #expect(tokens.allSatisfy { abs(Double($0.count) - share) <= 2 * Double(longest) + 1 }, name)
    }

    @Test(arguments: [1, 2, 3, 4, 7])
    func randomBatches(shards: Int) {
        var generator = RandomGenerator(seed: 1, stream: .batches)
        for _ in 0..<50 {
            let lengths = (0..<10).map { _ in 1 + generator.integer(below: 12) }
            let sequences = Self.sequences(lengths, from: &generator)
            let batch = (0..<1 + generator.integer(below: 30)).map { _ in generator.integer(below: 10) }
            expectPlan(sequences, batch: batch, shards: shards)
        }
    }

    @Test("the order in which a batch is drawn does not matter") func order() {
        var generator = RandomGenerator(seed: 2, stream: .batches)
        let sequences = Self.sequences([5, 9, 3, 7, 7, 1], from: &generator)
        let tree = PrefixTree(sequences, sharing: .prefixes)
        var (first, second) = (
            ShardPlan(tree: tree, batchSequences: 6, shards: 3), ShardPlan(tree: tree, batchSequences: 6, shards: 3)
        )
        first.fill(with: [0, 1, 1, 3, 5, 2])
        second.fill(with: [5, 1, 2, 3, 1, 0])
        for (left, right) in zip(first.shards, second.shards) {
            #expect(left.tokens.identifiers == right.tokens.identifiers)
            #expect(left.tokens.weights == right.tokens.weights)
            #expect(left.tokens.branches == right.tokens.branches)
        }
    }

    @Test("one sequence leaves the other shards empty") func emptyShards() {
        let tree = PrefixTree([LabelledSequence(tokens: [0, 1, 0], targets: [0, 1, 0])], sharing: .prefixes)
        var plan = ShardPlan(tree: tree, batchSequences: 4, shards: 3)
        plan.fill(with: [0, 0, 0, 0])
        #expect(plan.shards.map(\.tokens.count) == [0, 3, 0])
        #expect(plan.shards[1].tokens.weights == [4, 4, 4])
    }
}
