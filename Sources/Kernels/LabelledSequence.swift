/// One sequence of a data set: its tokens, and at each the class to predict (negative where nothing is).
package struct LabelledSequence: Sendable, Hashable {
    /// What the encoder of an encoder-decoder reads; empty for an encoder alone.
    package let source: [Int32]
    /// What the decoder reads, or the encoder where it is alone.
    package let tokens: [Int32]
    package let targets: [Int32]

    /// - Precondition: as many targets as tokens.
    package init(source: [Int32] = [], tokens: [Int32], targets: [Int32]) {
        precondition(tokens.count == targets.count, "\(tokens.count) tokens with \(targets.count) targets")
        self.source = source
        self.tokens = tokens
        self.targets = targets
    }
}
