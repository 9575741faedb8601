extension MeasurementKind {
    /// The entropy and the mean pattern of each attention head.
    package static let attention = MeasurementKind(
        "attention", letter: "t", summary: "entropy and mean pattern of each head", of: .snapshot,
        record: AttentionRecord.self)
}

/// How a model's attention is spread over the tokens of some test sequences.
///
/// A query with probabilities p over the n keys that it sees has the entropy −Σ p ln p, in nats. Its distance from
/// uniform attention is the total variation ½ Σ |p − 1/n|. Under a causal mask, uniform attention is "uniform backward
/// attention". Queries count as often as their tokens occur in the sequences, scored or not; neither queries nor keys
/// include padding.
package struct AttentionRecord: MeasurementRecord {
    /// The measurement `attention`.
    package static var measurement: MeasurementKind { .attention }

    /// The step whose parameters were measured.
    package var step: Int
    /// How many test sequences were measured.
    package var sequences: Int
    /// How many scored tokens these have.
    package var tokens: Int
    /// The means over all heads of all attentions.
    package var summary: Summary
    /// The attentions in the order in which the model computes them; in SCAN's decoder, a layer's self-attention comes
    /// before its cross-attention.
    package var attentions: [Attention]

    /// Makes a record from its members, which it does not check.
    package init(step: Int, sequences: Int, tokens: Int, summary: Summary, attentions: [Attention]) {
        self.step = step
        self.sequences = sequences
        self.tokens = tokens
        self.summary = summary
        self.attentions = attentions
    }

    /// The figures of one head, or their mean over several heads.
    package struct Summary: Sendable, Codable, Equatable {
        /// The mean entropy over queries, in nats.
        package var entropy: Double
        /// The mean entropy where every position counts alike, however many sequences reach it, in nats. Uniform
        /// attention over the earlier tokens has Σ ln n / 24 = 2.28 over Dyck-1's 24 positions. The paper's entropies
        /// also rise to 2.28, so this mean is the one to compare with them; the paper does not say how it averages.
        package var positionEntropy: Double
        /// The mean of entropy / ln n over the queries that see more than one key; nil where none does.
        package var relativeEntropy: Double?
        /// The mean distance from uniform attention over the queries that see more than one key; nil where none does.
        package var distanceFromUniform: Double?
        /// The mean of ln n: the value that `entropy` would have under uniform attention.
        package var uniformEntropy: Double

        /// Makes a set of figures from its members, which it does not check.
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
        /// Which stack it belongs to, and what it reads.
        package var kind: Kind
        /// The layer, counted from 1.
        package var layer: Int
        /// How many tokens are queries. In a model that is read out only at position 0, the last layer has no other
        /// query.
        package var queries: Int
        /// The figures of each head.
        package var heads: [Head]

        /// The stack that an attention belongs to, and what it reads.
        package enum Kind: String, Sendable, Codable, CaseIterable {
            case encoderSelf, decoderSelf, decoderCross
        }

        /// Makes an entry from its members, which it does not check.
        package init(kind: Kind, layer: Int, queries: Int, heads: [Head]) {
            self.kind = kind
            self.layer = layer
            self.queries = queries
            self.heads = heads
        }
    }

    /// One head's figures and pattern.
    package struct Head: Sendable, Codable, Equatable {
        /// The head's figures.
        package var summary: Summary
        /// The mean pattern: a row for each position of a query, which holds the mean probability by the position of
        /// the key. A row is as long as the largest number of keys that a query there sees (under a causal mask, row i
        /// has i + 1). Rows and columns end at position 24. A key that a query does not see counts as 0.
        package var pattern: [[Float]]

        /// Makes an entry from its members, which it does not check.
        package init(summary: Summary, pattern: [[Float]]) {
            self.summary = summary
            self.pattern = pattern
        }
    }
}
