/// One sequence of a data set: its tokens, and at each the class to predict (negative where nothing is).
package struct LabelledSequence: Sendable, Hashable {
    package let tokens: [Int32]
    package let targets: [Int32]

    /// - Precondition: as many targets as tokens.
    package init(tokens: [Int32], targets: [Int32]) {
        precondition(tokens.count == targets.count, "\(tokens.count) tokens with \(targets.count) targets")
        self.tokens = tokens
        self.targets = targets
    }
}
