internal import RunEvents

/// The names that a plan may use for runs that groktop trains.
package enum PlanNames {
    /// The options of `groktop train` that say how a run is recorded. They change no bit, so all runs share them.
    static let recording = ["checkpoint-every", "checkpoint-budget"]

    /// The options of `groktop train` that a plan may give values to.
    package static let options =
        [
            "task", "split", "p", "seed", "steps", "stop-after-grokking", "give-up-at", "train-size", "test-size",
            "batch",
            "learning-rate", "weight-decay", "beta1", "beta2", "clip", "d-model", "layers", "heads", "ff", "interval",
            "window", "tracked", "curvature-size", "response-every", "eval-every", "evaluate", "shards",
        ] + recording

    /// Other spellings, by what they stand for.
    private static let others = ["seeds": "seed"]

    /// The name that a plan means by a word.
    static func meant(_ word: String) -> String { others[word] ?? word }

    /// Whether a name is one of an option, or of a task's parameter.
    static func isKnown(_ name: String) -> Bool { options.contains(name) || name.hasPrefix(PlanAxis.parameterPrefix) }

    /// What is said of a word that is no name.
    static func unknown(_ word: String, among names: [String]) -> String {
        let hint =
            NearestName.of(word, among: names + others.keys.filter { names.contains(others[$0] ?? "") }).map {
                "did you mean '\($0)'?"
            }
            ?? "there are \(names.joined(separator: ", "))"
        return "is unknown; \(hint)"
    }
}
