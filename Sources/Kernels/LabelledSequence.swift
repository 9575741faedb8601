/// One sequence of a data set: its tokens, and for each of them the class to predict.
package struct LabelledSequence: Sendable, Hashable {
    /// The encoder's input in an encoder-decoder; empty for a model without a decoder.
    package let source: [Int32]
    /// The decoder's input, or the encoder's where there is no decoder.
    package let tokens: [Int32]
    /// The class to predict at each token; negative where the token is not scored.
    package let targets: [Int32]

    /// Makes a sequence.
    ///
    /// - Precondition: there are as many targets as tokens.
    package init(source: [Int32] = [], tokens: [Int32], targets: [Int32]) {
        precondition(tokens.count == targets.count, "\(tokens.count) tokens with \(targets.count) targets")
        self.source = source
        self.tokens = tokens
        self.targets = targets
    }
}
