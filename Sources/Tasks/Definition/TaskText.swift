package import RunEvents

/// What the screen calls a task, its accuracy, and the coordinate that its answers live in.
package struct TaskText: Hashable, Sendable {
    /// The task with what decides its data: `a+b mod 97`.
    package var name: String
    /// What the accuracy curves show.
    package var accuracy: String
    /// What an answer says, which is the quantity that a functional direction moves.
    package var coordinate: String
    /// What the figures of probes are a share of. They always stand on single tokens.
    package var probeAccuracy: String
    /// What one of these tokens is, in the plural.
    package var tokens: String
    /// Whether the curves count whole sequences, which are right less often than the tokens in them.
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

    /// The text of a run. A task that this program does not know is called by its name and parameters, and
    /// so is one whose parameters it does not accept.
    package init(_ config: RunConfig) {
        if let task = TaskList.task(config.task), task.parameterProblem(config.data) == nil {
            self = task.text(config.data)
            return
        }
        let words = [config.task.rawValue] + config.parameterTexts
        self.init(
            name: PrintableText.line(words.joined(separator: ", ")), accuracy: "accuracy", coordinate: "answer",
            tokens: "tokens")
    }
}
