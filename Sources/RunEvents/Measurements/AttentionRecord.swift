extension MeasurementKind {
    /// Where each head looks.
    package static let attention = MeasurementKind(
        "attention", letter: "t", summary: "entropy and mean pattern of each head", of: .snapshot,
        record: AttentionRecord.self)
}

/// How a model's attention is spread over the tokens of some test sequences.
///
/// Of a query with probabilities p over the n keys that it sees: its entropy is −Σ p ln p, in nats; its distance from
/// uniform attention the total variation ½ Σ |p − 1/n|. Under a causal mask uniform attention is "uniform backward
/// attention". Queries count as often as their tokens occur in the sequences, scored or not; there is no padding among
/// queries or keys.
package struct AttentionRecord: MeasurementRecord {
    package static var measurement: MeasurementKind { .attention }

    package var step: Int
    package var sequences: Int
    /// Scored tokens of those sequences.
    package var tokens: Int
    /// Means over all heads of all attentions.
    package var summary: Summary
    /// In the order in which the model computes them: of SCAN's decoder a layer's self-attention before its
    /// cross-attention.
    package var attentions: [Attention]

    package init(step: Int, sequences: Int, tokens: Int, summary: Summary, attentions: [Attention]) {
        self.step = step
        self.sequences = sequences
        self.tokens = tokens
        self.summary = summary
        self.attentions = attentions
    }

    /// What one head does, or the mean of several.
    package struct Summary: Sendable, Codable, Equatable {
        /// Mean over queries.
        package var entropy: Double
        /// Mean where every position counts alike, however many sequences reach it. Uniform attention over what came
        /// before has Σ ln n / 24 = 2.28 over Dyck-1's 24 positions. The paper's entropies rise to 2.28 too, so it is
        /// this mean that they can be held against; how it takes its own, it leaves open.
        package var positionEntropy: Double
        /// Mean of entropy / ln n over the queries that see more than one key; nil where none does.
        package var relativeEntropy: Double?
        /// Mean distance from uniform attention over the queries that see more than one key; nil where none does.
        package var distanceFromUniform: Double?
        /// What `entropy` would be if attention were uniform: the mean of ln n.
        package var uniformEntropy: Double

        package init(
            entropy: Double, positionEntropy: Double, relativeEntropy: Double?, distanceFromUniform: Double?,
            uniformEntropy: Double
        ) {
            self.entropy = entropy
            self.positionEntropy = positionEntropy
            self.relativeEntropy = relativeEntropy
            self.distanceFromUniform = distanceFromUniform
            self.uniformEntropy = uniformEntropy
        }
    }

    /// One attention of one layer.
    package struct Attention: Sendable, Codable, Equatable {
        package var kind: Kind
        /// From 1.
        package var layer: Int
        /// Tokens that ask. Of a model that is read out at position 0 alone the last layer has no other query.
        package var queries: Int
        package var heads: [Head]

        package enum Kind: String, Sendable, Codable, CaseIterable {
            case encoderSelf, decoderSelf, decoderCross
        }

        package init(kind: Kind, layer: Int, queries: Int, heads: [Head]) {
            self.kind = kind
            self.layer = layer
            self.queries = queries
            self.heads = heads
        }
    }

    package struct Head: Sendable, Codable, Equatable {
        package var summary: Summary
        /// The mean pattern: a row for each position of a query, and in it the mean probability by the position of the
        /// key. Rows are as long as the most keys that a query there sees (under a causal mask row i has i + 1), both
        /// up to position 24. A key that a query does not have counts as 0.
        package var pattern: [[Float]]

        package init(summary: Summary, pattern: [[Float]]) {
            self.summary = summary
            self.pattern = pattern
        }
    }
}
