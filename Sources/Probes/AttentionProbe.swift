internal import Kernels
package import RunEvents
package import SpectralEdge
internal import Transformer

/// Measures the entropy and the mean pattern of every head, and its distance from uniform attention.
package enum AttentionProbe {
    /// Makes the measurement on the calling thread.
    ///
    /// - Returns: nil if cancelled.
    package static func run(
        _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool,
        progress _: (Double) -> Void = { _ in }
    ) -> AttentionRecord? {
        if isCancelled() { return nil }
        let bench = ProbeBench(
            model: context.model, sequences: context.sequences, snapshot: snapshot, purpose: .inspection)
        var attention = ModelAttention()
        _ = bench.evaluator.evaluate(bench.unmoved()) { attention.add($0) }
        if isCancelled() { return nil }
        return AttentionRecord(
            step: snapshot.step, sequences: bench.evaluator.sequenceCount, tokens: bench.evaluator.tokenCount,
            summary: summary(attention), attentions: attention.attentions.map { Self.attention($0) })
    }

    private static func attention(_ statistics: AttentionStatistics) -> AttentionRecord.Attention {
        AttentionRecord.Attention(
            kind: kind(statistics.place.kind), layer: statistics.place.layer + 1, queries: statistics.queries,
            heads: statistics.heads.indices.map { head in
                AttentionRecord.Head(
                    summary: summary(statistics, head),
                    pattern: statistics.pattern(head: head).map { $0.map { Float($0) } })
            })
    }

    private static func kind(_ kind: AttentionPlace.Kind) -> AttentionRecord.Attention.Kind {
        switch kind {
        case .encoderSelf: .encoderSelf
        case .decoderSelf: .decoderSelf
        case .decoderCross: .decoderCross
        }
    }

    private static func summary(_ statistics: AttentionStatistics, _ head: Int) -> AttentionRecord.Summary {
        AttentionRecord.Summary(
            entropy: statistics.entropy(head: head), positionEntropy: statistics.positionEntropy(head: head),
            relativeEntropy: statistics.relativeEntropy(head: head),
            distanceFromUniform: statistics.distanceFromUniform(head: head),
            uniformEntropy: statistics.uniformEntropy)
    }

    /// Heads whose queries all see one key have no relative entropy and no distance: the means are those of the others.
    private static func summary(_ attention: ModelAttention) -> AttentionRecord.Summary {
        let heads = attention.attentions.flatMap { statistics in
            statistics.heads.indices.map { summary(statistics, $0) }
        }
        return AttentionRecord.Summary(
            entropy: attention.entropy, positionEntropy: attention.mean { $0.positionEntropy(head: $1) },
            relativeEntropy: mean(heads.compactMap(\.relativeEntropy)),
            distanceFromUniform: mean(heads.compactMap(\.distanceFromUniform)),
            uniformEntropy: attention.mean { statistics, _ in statistics.uniformEntropy })
    }

    private static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}
