/// The screen's words for a task, its accuracy, and the coordinate of its answers.
package struct TaskText: Hashable, Sendable {
    /// The task together with the parameters that decide its data: `a+b mod 97`.
    package var name: String
    /// The name of the accuracy that the curves show.
    package var accuracy: String
    /// The quantity that is an answer, and that a functional direction moves.
    package var coordinate: String
    /// The name of the accuracy that probes measure, which always counts single tokens.
    package var probeAccuracy: String
    /// The name of such tokens, in the plural.
    package var tokens: String
    /// Whether the curves count whole sequences, which are right less often than their tokens.
    package var countsSequences: Bool

    /// Makes a text; accuracy counts single tokens unless `countsSequences` says otherwise.
    package init(
        name: String, accuracy: String, coordinate: String, probeAccuracy: String = "accuracy", tokens: String,
        countsSequences: Bool = false
    ) {
        self.name = name
        self.accuracy = accuracy
        self.coordinate = coordinate
        self.probeAccuracy = probeAccuracy
        self.tokens = tokens
        self.countsSequences = countsSequences
    }
}
