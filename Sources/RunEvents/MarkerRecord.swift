/// Something worth a mark on the time axis.
package struct MarkerRecord: Sendable, Codable, Equatable {
    package var step: Int
    package var kind: Kind
    /// The accuracy that decided: train for memorized, test for the others.
    package var accuracy: Double
    /// Slingshots: the test accuracy one evaluation before.
    package var previousAccuracy: Double?
    /// Sequences the accuracy stands on.
    package var sequences: Int

    package enum Kind: String, Sendable, Codable, CaseIterable {
        case memorized, grokked, slingshot
    }

    package init(step: Int, kind: Kind, accuracy: Double, previousAccuracy: Double? = nil, sequences: Int) {
        self.step = step
        self.kind = kind
        self.accuracy = accuracy
        self.previousAccuracy = previousAccuracy
        self.sequences = sequences
    }
}
