import Kernels
import TestSupport
import Testing

@Suite("Sequence set")
struct SequenceSetTests {
    @Test("causal: a sequence adds what it has not in common with the one before") func prefixes() {
        let sequences = [[0, 1, 2], [1], [0, 1, 1, 0], [0, 1, 2]].map { tokens in
            LabelledSequence(tokens: tokens, targets: tokens)
        }
        let set = SequenceSet(sequences, layout: PackingKind.prefixes.layout)
        #expect(set.count == 4 && set.order == [0, 3, 2, 1])
        #expect([nil, 0, 1, 2, 3].map { set.rowsAdded(by: 0, after: $0) } == [3, 0, 3, 1, 0])
        #expect([nil, 0, 1, 2, 3].map { set.rowsAdded(by: 2, after: $0) } == [4, 2, 4, 0, 2])
    }

    @Test("pairs: an equal pair adds nothing, any other all of its rows") func pairs() {
        let sequences = [
            LabelledSequence(source: [1, 2], tokens: [0, 1, 2], targets: [1, 1, 1]),
            LabelledSequence(source: [1], tokens: [0, 1, 2], targets: [1, 1, 1]),
            LabelledSequence(source: [1, 2], tokens: [0, 1, 2], targets: [1, 1, 1]),
            LabelledSequence(source: [1, 2], tokens: [0, 1, 2], targets: [1, 1, 2]),
        ]
        let set = SequenceSet(sequences, layout: PackingKind.pairs.layout)
        #expect(set.count == 4 && Set(set.order) == Set(0..<4))
        #expect([nil, 0, 1, 2, 3].map { set.rowsAdded(by: 0, after: $0) } == [5, 0, 5, 0, 5])
        #expect([nil, 0, 1].map { set.rowsAdded(by: 1, after: $0) } == [4, 4, 0])
    }

    @Test("every sequence once in the order, what is equal side by side", arguments: PackingKind.allCases)
    func order(kind: PackingKind) {
        var generator = RandomGenerator(seed: 22, stream: .batches)
        for _ in 0..<40 {
            let sequences = kind.sequences(1 + generator.integer(below: 20), from: &generator)
            let set = SequenceSet(sequences, layout: kind.layout)
            #expect(set.order.sorted() == Array(sequences.indices))
            // In this order, the rows that each sequence adds after its neighbour are all rows of the set.
            var previous: Int?
            var rows = 0
            for sequence in set.order {
                rows += set.rowsAdded(by: sequence, after: previous)
                previous = sequence
            }
            let distinct = Set(sequences)
            switch kind {
            case .prefixes: #expect(rows == NaivePacking(sequences, kind: kind).weights.count)
            case .wholeSequences, .firstTokens: #expect(rows == distinct.reduce(0) { $0 + $1.tokens.count })
            case .pairs: #expect(rows == distinct.reduce(0) { $0 + $1.tokens.count + $1.source.count })
            }
        }
    }

    @Test("the largest shard: a share of the longest batch, and two sequences more") func largestShard() {
        let lengths = [3, 6, 2, 5, 1]
        let sequences = lengths.map { length in
            LabelledSequence(tokens: (0..<length).map { Int32($0 % 3) }, targets: Array(repeating: 0, count: length))
        }
        let set = SequenceSet(sequences, layout: PackingKind.prefixes.layout)
        // The three longest have 14 tokens; 14/2 + 2 · 6 = 19.
        let shard = set.largestShard(batchSequences: 3, shards: 2)
        #expect(
            shard
                == PackedRowCounts(
                    encoder: PackedRowCounts.Rows(entries: 18, rows: 19, longestSequence: 6), decoder: nil, logits: 19))
        // All five have 17 tokens; a fourth of that, rounded up, is 5.
        #expect(set.largestShard(batchSequences: 9, shards: 4).encoder.rows == 5 + 12)
    }

    @Test("of pairs: source and target rows together for either stack") func largestShardOfPairs() {
        let sequences = [
            LabelledSequence(source: [1, 2, 1, 0], tokens: [0, 1, 2], targets: [1, 1, 1]),
            LabelledSequence(source: [1], tokens: [0, 1], targets: [1, 1]),
        ]
        let set = SequenceSet(sequences, layout: PackingKind.pairs.layout)
        let shard = set.largestShard(batchSequences: 2, shards: 1)
        #expect(shard.encoder == PackedRowCounts.Rows(entries: 12, rows: 10 + 14, longestSequence: 4))
        #expect(shard.decoder == PackedRowCounts.Rows(entries: 12, rows: 10 + 14, longestSequence: 3))
    }
}
