import Kernels
import TestSupport
import Testing

/// A packed batch holds exactly the sequences that were packed: none is missing, and none is there twice.
@Suite("Packing of random batches")
struct RandomPackingTests {
    private struct Draw {
        let set: SequenceSet
        let sequences: [LabelledSequence]
        /// The batch, drawn with replacement, in any order.
        let batch: [Int]

        init(_ kind: PackingKind, _ generator: inout RandomGenerator) {
            sequences = kind.sequences(1 + generator.integer(below: 14), from: &generator)
            set = SequenceSet(sequences, layout: kind.layout)
            let (size, count) = (1 + generator.integer(below: 20), sequences.count)
            batch = (0..<size).map { _ in generator.integer(below: count) }
        }

        var room: PackedRowCounts { self.set.largestShard(batchSequences: batch.count, shards: 1) }
        var packer: BatchPacker { BatchPacker(set: set, reserving: room, sequences: batch.count) }
        var drawn: [LabelledSequence] { batch.map { sequences[$0] } }
    }

    private static func forEachDraw(_ kind: PackingKind, _ body: (Draw) -> Void) {
        var generator = RandomGenerator(seed: 21, stream: .batches)
        for _ in 0..<60 { body(Draw(kind, &generator)) }
    }

    @Test("rows of logits as the naive twin's, weights and targets too", arguments: PackingKind.allCases)
    func rows(kind: PackingKind) {
        Self.forEachDraw(kind) { draw in
            var packer = draw.packer
            for index in draw.batch { packer.append(index, copies: 1) }
            let (packed, expected) = (NaivePacking(packer.batch, kind: kind), NaivePacking(draw.drawn, kind: kind))
            #expect(packed == expected)
            #expect(packer.batch.logitCount == expected.weights.count, "nothing is computed twice")
            let scored = draw.drawn.reduce(0) { $0 + $1.targets.filter { $0 >= 0 }.count }
            #expect(packer.batch.targets.scoredCount == scored)
            #expect(packer.batch.targets.largestClass == draw.drawn.flatMap(\.targets).max())
            let pairs = Set(packer.batch.readings().map(\.sequence))
            if kind == .pairs {
                #expect(pairs == Set(draw.drawn))
                #expect(packer.batch.targets.sequences.count == pairs.count)
            } else {
                #expect(packer.batch.targets.sequences.isEmpty)
            }
        }
    }

    @Test("what goes in: entries once, positions from 0, each row in one span", arguments: PackingKind.allCases)
    func inputs(kind: PackingKind) {
        Self.forEachDraw(kind) { draw in
            var packer = draw.packer
            for index in draw.batch { packer.append(index, copies: 1) }
            let batch = packer.batch
            for tokens in [batch.encoder, batch.decoder?.prefixes].compactMap({ $0 }) {
                let entries = zip(tokens.identifiers, tokens.positions).map { [$0, $1] }
                #expect(Set(entries).count == entries.count, "an entry twice")
                #expect(Set(tokens.entryOfRow) == Set(0..<Int32(tokens.entryCount)), "an entry of no row")
                var end = 0
                for span in tokens.spans.spans {
                    let path = tokens.spans.path(of: span)
                    #expect(span.queries.lowerBound == end)
                    #expect(path.suffix(span.queries.count).map { Int($0) } == Array(span.queries))
                    #expect(path.map { tokens.position(ofRow: $0) } == Array(0..<Int32(path.count)))
                    end = span.queries.upperBound
                }
                #expect(end == tokens.count && tokens.spans.queryCount == end)
                #expect(tokens.longestSequence == tokens.spans.spans.map(\.path.count).max())
            }
            guard kind == .pairs, let decoder = batch.decoder else { return }
            let sources = Set(draw.drawn.map(\.source))
            #expect(batch.encoder.count == sources.reduce(0) { $0 + $1.count })
            let prefixes = Set(
                draw.drawn.flatMap { sequence in
                    sequence.tokens.indices.map { Array(sequence.tokens[...$0]) }
                })
            #expect(decoder.prefixes.count == prefixes.count)
        }
    }

    @Test("copies at once or one by one are the same", arguments: PackingKind.allCases)
    func copies(kind: PackingKind) {
        Self.forEachDraw(kind) { draw in
            var (one, many) = (draw.packer, draw.packer)
            for index in draw.batch { for _ in 0..<3 { one.append(index, copies: 1) } }
            for index in draw.batch { many.append(index, copies: 3) }
            #expect(one.batch.contents() == many.batch.contents())
        }
    }

    @Test("emptied and filled again, a packer is as a fresh one", arguments: PackingKind.allCases)
    func refilling(kind: PackingKind) {
        Self.forEachDraw(kind) { draw in
            var (fresh, used) = (draw.packer, draw.packer)
            let empty = used.batch.contents()
            for index in draw.set.order.reversed() { used.append(index, copies: 2) }
            used.removeAll()
            #expect(used.batch.contents() == empty && used.batch.isEmpty)
            for index in draw.batch {
                fresh.append(index, copies: 1)
                used.append(index, copies: 1)
            }
            #expect(used.batch.contents() == fresh.batch.contents())
        }
    }

    @Test("a batch never outgrows the room that was made for it", arguments: PackingKind.allCases)
    func room(kind: PackingKind) {
        Self.forEachDraw(kind) { draw in
            var packer = draw.packer
            for index in draw.batch { packer.append(index, copies: 1) }
            let counts = PackedRowCounts(packer.batch)
            #expect(draw.room.contains(counts), "\(counts) in \(draw.room)")
        }
    }
}
