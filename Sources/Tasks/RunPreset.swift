package import RunEvents

/// A run that has a name: each task's preset under the task's name, and those that were chosen for something else.
package struct RunPreset: Sendable {
    /// What `--preset` takes, or the task's name.
    package let name: String
    /// One sentence that says what it is.
    package let summary: String
    /// The run's configuration, with the default seed.
    package let config: RunConfig

    /// The run of the first minute: a + b modulo 59 from two fifths of all pairs, with one layer.
    ///
    /// It is for a person who has never seen grokking. The train set is known by heart after a twelfth of the run,
    /// and the test accuracy stays low until beyond its middle. A step is so small that one core keeps the screen's
    /// pace of 60 steps a second, at which the run takes 42 seconds. How it was chosen, and how it went
    /// with which seeds, is in docs/DECISIONS.md.
    package static let first = RunPreset(
        name: "first", summary: "The first minute: by heart at once, understood much later.",
        config: {
            var config = TaskPreset.config(
                for: .modadd, data: RequestedData(trainSequences: 1_392, parameters: ["modulus": .integer(59)]))
            config.steps = 2_500
            config.optimizer.learningRate = 2e-3
            config.model.layers = 1
            config.evaluation.interval = 50
            return config
        }())

    /// The runs that `--preset` takes. A task's own preset is not among them.
    package static let chosen = [first]

    /// All of them, those that were chosen first, then the tasks'.
    package static let all =
        chosen
        + TaskList.all.map { RunPreset(name: $0.name.rawValue, summary: $0.summary, config: $0.preset) }
}
