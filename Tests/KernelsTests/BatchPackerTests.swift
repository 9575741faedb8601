import Kernels
import TestSupport
import Testing

/// Batches that are small enough to write down. `RandomPackingTests` has random ones.
@Suite("Batch packer")
struct BatchPackerTests {
    private static func sequence(_ tokens: [Int32]) -> LabelledSequence {
        LabelledSequence(tokens: tokens, targets: tokens.map { $0 + 1 })
    }

    @Test("equal beginnings: rows once, weights as often as they occur, paths from the first token on")
    func prefixes() {
        let sequences = [[0, 1, 2], [0, 1], [0, 1, 4, 5], [1, 1]].map(Self.sequence)
        var packer = PackingExamples.packer(sequences, PackingExamples.layout(sharing: .prefixes))
        for _ in 0..<2 {
            packer.removeAll()
            packer.append(0, copies: 2)
            packer.append(1, copies: 1)
            packer.append(2, copies: 3)
            packer.append(3, copies: 1)
            let batch = packer.batch
            #expect((0..<7).map { batch.encoder.token(ofRow: $0) } == [0, 1, 2, 4, 5, 1, 1])
            #expect((0..<7).map { batch.encoder.position(ofRow: $0) } == [0, 1, 2, 2, 3, 0, 1])
            // The token 1 at position 1 is one entry of two rows.
            #expect(batch.encoder.count == 7 && batch.encoder.entryCount == 6)
            #expect(batch.encoder.entryOfRow == [0, 1, 2, 3, 4, 5, 1])
            #expect(batch.encoder.longestSequence == 4)
            #expect(batch.encoder.spans.spans.map(\.queries) == [0..<3, 3..<5, 5..<7])
            #expect(
                (0..<3).map { PackingExamples.path(batch.encoder.spans, $0) } == [[0, 1, 2], [0, 1, 3, 4], [5, 6]])
            #expect(batch.targets.classes == [1, 2, 3, 5, 6, 2, 2])
            #expect(batch.targets.weights == [6, 6, 2, 3, 3, 1, 1])
            #expect(batch.targets.scoredCount == 22 && batch.targets.largestClass == 6)
            #expect(batch.targets.sequences.isEmpty, "rows are shared: no whole sequences")
            #expect(batch.logitCount == 7 && !batch.isEmpty && batch.decoder == nil && batch.firstTokens == nil)
        }
    }

    @Test("where every token sees all, equal sequences are one, and nothing else is") func wholeSequences() {
        let sequences =
            [[0, 1, 2], [0, 1], [0, 1, 2]].map(Self.sequence)
            + [LabelledSequence(tokens: [0, 1], targets: [1, -1])]
        var packer = PackingExamples.packer(sequences, PackingExamples.layout())
        for (sequence, copies) in [(0, 1), (1, 2), (2, 4), (3, 1)] { packer.append(sequence, copies: copies) }
        let batch = packer.batch
        #expect(batch.encoder.entryOfRow == [0, 1, 2, 0, 1, 0, 1])
        #expect(batch.encoder.spans.spans.map(\.queries) == [0..<3, 3..<5, 5..<7])
        #expect((0..<3).map { PackingExamples.path(batch.encoder.spans, $0) } == [[0, 1, 2], [3, 4], [5, 6]])
        #expect(batch.targets.classes == [1, 2, 3, 1, 2, 1, -1])
        #expect(batch.targets.weights == [5, 5, 5, 2, 2, 1, 1])
        #expect(batch.targets.scoredCount == 20)
    }

    @Test("first tokens: a row of logits for each distinct sequence, all of whose tokens it sees") func firstTokens() {
        func sequence(_ tokens: [Int32], _ target: Int32) -> LabelledSequence {
            LabelledSequence(tokens: tokens, targets: [target] + tokens.dropFirst().map { _ in -1 })
        }
        let sequences = [
            sequence([7, 1, 2], 3), sequence([7, 2, 1], 3), sequence([7, 1, 2], 3), sequence([7, 1, 2], 4),
            sequence([7], -1), sequence([7, 2, 1], 3),
        ]
        var packer = PackingExamples.packer(sequences, PackingExamples.layout(readOut: .firstToken))
        for index in sequences.indices { packer.append(index, copies: index + 1) }
        let batch = packer.batch
        #expect(batch.encoder.count == 10)
        #expect(batch.encoder.entryCount == 5, "(7, 0), (1, 1), (2, 2), (2, 1), (1, 2)")
        let firstTokens = batch.firstTokens
        #expect(firstTokens?.rows == [0, 3, 6, 9])
        let spans = firstTokens?.spans ?? AttentionSpans()
        #expect(spans.spans.map(\.queries) == [0..<1, 1..<2, 2..<3, 3..<4] && spans.queryCount == 4)
        #expect((0..<4).map { PackingExamples.path(spans, $0) } == [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9]])
        #expect(spans.longestPath == 3)
        #expect(batch.encoder.spans.spans.map(\.queries) == [0..<3, 3..<6, 6..<9, 9..<10])
        #expect(batch.targets.classes == [3, 3, 4, -1])
        #expect(batch.targets.weights == [4, 8, 4, 5])
        #expect(batch.targets.scoredCount == 16 && batch.logitCount == 4 && batch.targets.sequences.isEmpty)
    }

    @Test("a set's copies of a sequence, apart in the order of arrival, are still one") func copiesApart() {
        func sequence(_ source: [Int32], _ tokens: [Int32]) -> LabelledSequence {
            LabelledSequence(source: source, tokens: tokens, targets: tokens.map { $0 })
        }
        let sequences = [sequence([1], [0, 1]), sequence([2], [0, 1]), sequence([1], [0, 1])]
        let decoder = SequenceLayout.Input(vocabulary: 4, contextLength: 4)
        var packer = PackingExamples.packer(sequences, PackingExamples.layout(decoder: decoder))
        for index in sequences.indices { packer.append(index, copies: 1) }
        #expect(packer.batch.targets.weights == [2, 2, 1, 1] && packer.batch.targets.sequences == [0..<2, 2..<4])
        #expect(packer.batch.encoder.count == 2 && packer.batch.decoder?.prefixes.count == 2)
    }
}
