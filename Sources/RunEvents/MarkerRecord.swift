/// A moment that deserves a mark on the time axis.
package struct MarkerRecord: Sendable, Codable, Equatable {
    /// Optimizer steps done at that moment.
    package var step: Int
    /// What happened.
    package var kind: Kind
    /// The accuracy that decided: the train accuracy for memorized, the test accuracy for the other kinds.
    package var accuracy: Double
    /// The test accuracy one evaluation before, for slingshots; nil for the other kinds.
    package var previousAccuracy: Double?
    /// How many sequences the accuracy was measured on.
    package var sequences: Int

    /// What a marker stands for.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case memorized, grokked, slingshot
    }

    /// Makes a record from its members, which it does not check.
    package init(step: Int, kind: Kind, accuracy: Double, previousAccuracy: Double? = nil, sequences: Int) {
        self.step = step
        self.kind = kind
        self.accuracy = accuracy
        self.previousAccuracy = previousAccuracy
        self.sequences = sequences
    }
}
