/// The statistics of all attentions of a model, over some forward passes.
package struct ModelAttention: Sendable {
    /// In the order in which the model computes them.
    package private(set) var attentions: [AttentionStatistics] = []

    /// No forward pass yet.
    package init() {}

    /// Adds the attentions of a forward pass.
    ///
    /// - Precondition: the workspace kept every layer's activations; all passes are of one model.
    package mutating func add(_ pass: ForwardPass) {
        let readings = pass.attentions
        guard !attentions.isEmpty else {
            attentions = readings.map { AttentionStatistics($0) }
            return
        }
        for (index, reading) in readings.enumerated() { attentions[index].add(reading) }
    }

    /// Mean over all heads of all attentions, each counted alike.
    ///
    /// - Precondition: a forward pass has been added.
    package func mean(_ value: (_ attention: AttentionStatistics, _ head: Int) -> Double) -> Double {
        let values = attentions.flatMap { attention in attention.heads.indices.map { value(attention, $0) } }
        precondition(!values.isEmpty, "no attention was added")
        return values.reduce(0, +) / Double(values.count)
    }

    /// Mean entropy of a head, in nats.
    package var entropy: Double { mean { $0.entropy(head: $1) } }
}
