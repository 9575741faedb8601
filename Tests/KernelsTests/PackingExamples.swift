import Kernels

/// Packers for given sequences.
enum PackingExamples {
    static func packer(_ sequences: [LabelledSequence], _ layout: SequenceLayout) -> BatchPacker {
        let set = SequenceSet(sequences, layout: layout)
        return BatchPacker(
            set: set, reserving: set.largestShard(batchSequences: sequences.count, shards: 1),
            sequences: sequences.count)
    }

    static func layout(
        decoder: SequenceLayout.Input? = nil, readOut: SequenceLayout.ReadOut = .everyToken,
        sharing: PrefixTree.Sharing = .wholeSequences
    ) -> SequenceLayout {
        SequenceLayout(
            encoder: SequenceLayout.Input(vocabulary: 10, contextLength: 6), decoder: decoder, readOut: readOut,
            sharing: sharing)
    }

    static func path(_ spans: AttentionSpans, _ index: Int) -> [Int32] { Array(spans.keyRows[spans.spans[index].path]) }
}
