import Kernels
import TestSupport
import Testing

@Suite("Packing of pairs")
struct PairPackingTests {
    private static let sequences = [
        // 0: a pair.
        LabelledSequence(source: [5, 6, 7], tokens: [0, 1, 2], targets: [1, 2, 3]),
        // 1: another source, a target that begins alike.
        LabelledSequence(source: [5, 6], tokens: [0, 1, 3], targets: [1, 3, 3]),
        // 2: the first's source, another target.
        LabelledSequence(source: [5, 6, 7], tokens: [0], targets: [3]),
        // 3: the first again.
        LabelledSequence(source: [5, 6, 7], tokens: [0, 1, 2], targets: [1, 2, 3]),
        // 4: the first with one target fewer.
        LabelledSequence(source: [5, 6, 7], tokens: [0, 1, 2], targets: [1, -1, 3]),
        // 5: the first's target from another source.
        LabelledSequence(source: [8], tokens: [0, 1, 2], targets: [1, 2, 3]),
    ]

    private static func batch(_ order: [(Int, Int)]) -> PackedBatch {
        let layout = PackingExamples.layout(decoder: SequenceLayout.Input(vocabulary: 4, contextLength: 3))
        var packer = PackingExamples.packer(sequences, layout)
        for (sequence, copies) in order { packer.append(sequence, copies: copies) }
        return packer.batch
    }

    private static let whole = batch([(0, 2), (1, 1), (2, 1), (3, 3), (4, 1), (5, 1)])

    @Test("equal sources are encoded once, whatever they become") func sources() {
        let encoder = Self.whole.encoder
        #expect((0..<6).map { encoder.token(ofRow: $0) } == [5, 6, 7, 5, 6, 8] && encoder.count == 6)
        #expect(encoder.entryCount == 4, "(5, 0), (6, 1), (7, 2), (8, 0)")
        #expect(encoder.spans.spans.map(\.queries) == [0..<3, 3..<5, 5..<6])
        #expect((0..<3).map { PackingExamples.path(encoder.spans, $0) } == [[0, 1, 2], [3, 4], [5]])
    }

    @Test("equal beginnings of targets are one prefix row, whatever they translate or are to predict")
    func prefixes() throws {
        let decoder = try #require(Self.whole.decoder)
        let prefixes = decoder.prefixes
        #expect((0..<4).map { prefixes.token(ofRow: $0) } == [0, 1, 2, 3] && prefixes.count == 4)
        #expect((0..<4).map { prefixes.position(ofRow: $0) } == [0, 1, 2, 2])
        #expect(prefixes.spans.spans.map(\.queries) == [0..<3, 3..<4])
        #expect((0..<2).map { PackingExamples.path(prefixes.spans, $0) } == [[0, 1, 2], [0, 1, 3]])
        #expect(decoder.prefixOfRow == [0, 1, 2, 0, 1, 3, 0, 0, 1, 2, 0, 1, 2])
    }

    @Test("each distinct pair has rows of its own, which see each other and the pair's source") func rows() throws {
        let decoder = try #require(Self.whole.decoder)
        let rows = [0..<3, 3..<6, 6..<7, 7..<10, 10..<13]
        #expect(decoder.spans.spans.map(\.queries) == rows && decoder.memorySpans.spans.map(\.queries) == rows)
        #expect((0..<5).map { PackingExamples.path(decoder.spans, $0) } == rows.map { $0.map { Int32($0) } })
        #expect(
            (0..<5).map { PackingExamples.path(decoder.memorySpans, $0) }
                == [[0, 1, 2], [3, 4], [0, 1, 2], [0, 1, 2], [5]])
        #expect(decoder.spans.longestPath == 3 && decoder.memorySpans.longestPath == 3)
    }

    @Test("targets of each row, weights of each pair, and the pairs as whole sequences") func targets() {
        let targets = Self.whole.targets
        #expect(targets.classes == [1, 2, 3, 1, 3, 3, 3, 1, -1, 3, 1, 2, 3])
        #expect(targets.weights == [5, 5, 5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
        #expect(targets.sequences == [0..<3, 3..<6, 6..<7, 7..<10, 10..<13])
        #expect(targets.scoredCount == 24 && Self.whole.logitCount == 13 && targets.largestClass == 3)
    }

    @Test("row counts say what there is") func counts() {
        let counts = PackedRowCounts(Self.whole)
        #expect(counts.encoder == PackedRowCounts.Rows(entries: 4, rows: 6, longestSequence: 3))
        #expect(counts.decoder == PackedRowCounts.Rows(entries: 4, rows: 13, longestSequence: 3))
        #expect(counts.logits == 13 && counts.largest == 13)
    }

    @Test("a sequence's rows do not depend on when it came") func order() {
        let other = Self.batch([(5, 1), (4, 1), (3, 1), (2, 1), (1, 1), (0, 4)])
        func weights(_ batch: PackedBatch) -> [LabelledSequence: Int32] {
            Dictionary(uniqueKeysWithValues: batch.readings().map { ($0.sequence, $0.weight) })
        }
        #expect(weights(other) == weights(Self.whole))
        #expect(weights(other)[Self.sequences[0]] == 5)
    }
}
