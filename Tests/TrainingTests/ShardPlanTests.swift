import Kernels
import TestSupport
import Testing
import Training

@Suite("Shard plan")
struct ShardPlanTests {
    private struct Draw {
        let kind: PackingKind
        let sequences: [LabelledSequence]
        let batch: [Int]

        init(_ kind: PackingKind, from generator: inout RandomGenerator) {
            self.kind = kind
            sequences = kind.sequences(10, from: &generator)
            batch = (0..<1 + generator.integer(below: 30)).map { _ in generator.integer(below: 10) }
        }

        var set: SequenceSet { SequenceSet(sequences, layout: kind.layout) }
        var drawn: [LabelledSequence] { batch.map { sequences[$0] } }

        func batches(shards count: Int, batch: [Int]? = nil) -> [PackedBatch] {
            var plan = ShardPlan(set: set, batchSequences: self.batch.count, shards: count)
            // What the shards held before is forgotten.
            plan.fill(with: self.batch.reversed())
            plan.fill(with: batch ?? self.batch)
            return plan.shards.map(\.batch)
        }
    }

    private static func forEachDraw(_ kind: PackingKind, _ body: (Draw) -> Void) {
        var generator = RandomGenerator(seed: 1, stream: .batches)
        for _ in 0..<50 { body(Draw(kind, from: &generator)) }
    }

    /// Rows of both stacks, as if no two sequences had one source.
    private static func load(_ batch: PackedBatch) -> Int {
        guard batch.decoder != nil else { return batch.encoder.count }
        return batch.readings().reduce(0) { $0 + $1.sequence.source.count + $1.sequence.tokens.count }
    }

    @Test(
        "the shards together are the batch, and equal sequences are in one", arguments: PackingKind.allCases,
        [1, 2, 3, 4, 7])
    func contents(kind: PackingKind, shards: Int) {
        Self.forEachDraw(kind) { draw in
            let batches = draw.batches(shards: shards)
            #expect(batches.count == shards)
            let packed = batches.map { NaivePacking($0, kind: kind) }.reduce(NaivePacking([], kind: kind), +)
            #expect(packed == NaivePacking(draw.drawn, kind: kind), "batch \(draw.batch) of \(draw.sequences)")
            let scored = draw.drawn.reduce(0) { $0 + $1.targets.filter { $0 >= 0 }.count }
            #expect(batches.reduce(0) { $0 + $1.targets.scoredCount } == scored)
            guard kind != .prefixes else { return }
            let readings = batches.flatMap { $0.readings() }
            #expect(readings.count == Set(draw.drawn).count)
        }
    }

    @Test(
        "near the fair share, and within the room that is made for them", arguments: PackingKind.allCases,
        [1, 2, 3, 4, 7])
    func shares(kind: PackingKind, shards: Int) {
        Self.forEachDraw(kind) { draw in
            let room = draw.set.largestShard(batchSequences: draw.batch.count, shards: shards)
            let share = Double(Self.load(draw.batches(shards: 1)[0])) / Double(shards)
            let longest = draw.sequences.map { $0.tokens.count + $0.source.count }.max() ?? 0
            for batch in draw.batches(shards: shards) {
                let counts = PackedRowCounts(batch)
                #expect(room.contains(counts), "\(counts) in \(room): batch \(draw.batch) of \(draw.sequences)")
                // Off by at most a sequence at each end.
                #expect(abs(Double(Self.load(batch)) - share) <= 2 * Double(longest) + 1)
            }
        }
    }

    @Test("the order in which a batch is drawn does not matter", arguments: PackingKind.allCases)
    func order(kind: PackingKind) {
        Self.forEachDraw(kind) { draw in
            let (first, second) = (
                draw.batches(shards: 3), draw.batches(shards: 3, batch: draw.batch.sorted { $0 % 4 < $1 % 4 })
            )
            #expect(first.map { $0.contents() } == second.map { $0.contents() })
        }
    }

    @Test("one sequence leaves the other shards empty", arguments: PackingKind.allCases)
    func emptyShards(kind: PackingKind) {
        let isPair = kind == .pairs
        let sequence = LabelledSequence(source: isPair ? [1, 2] : [], tokens: [0, 1, 0], targets: [0, 1, 0])
        var plan = ShardPlan(set: SequenceSet([sequence], layout: kind.layout), batchSequences: 4, shards: 3)
        plan.fill(with: [0, 0, 0, 0])
        let batches = plan.shards.map(\.batch)
        let rows = kind == .firstTokens ? 1 : 3
        #expect(batches.map(\.logitCount) == [0, rows, 0] && batches.map(\.isEmpty) == [true, false, true])
        #expect(batches.map(\.encoder.count) == [0, isPair ? 2 : 3, 0])
        #expect(batches[1].targets.weights == Array(repeating: 4, count: rows))
    }
}
