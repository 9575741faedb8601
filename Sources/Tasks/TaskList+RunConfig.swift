// Properties of a run's task, which is found by its name in the run's configuration.

internal import Kernels
package import RunEvents

extension AvailableSequences {
    /// How many sequences a run's task has.
    ///
    /// - Precondition: this program knows the task and accepts its parameters.
    package init(_ config: RunConfig) { self = TaskList.known(config.task).available(config.data) }
}

extension TaskShape {
    /// The shape for a run's task.
    ///
    /// - Precondition: this program knows the task and accepts its parameters.
    package init(_ config: RunConfig) { self = TaskList.known(config.task).shape(config.data) }
}

extension TaskVocabulary {
    /// The vocabulary of a run's task.
    ///
    /// - Precondition: this program knows the task and accepts its parameters.
    package init(_ config: RunConfig) { self = TaskList.known(config.task).vocabulary(config.data) }
}

extension TaskText {
    /// The words for a run. A task that this program does not know, or whose parameters it does not accept, is called
    /// by its name and parameters.
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

extension TaskData {
    /// Generates the data of a run.
    ///
    /// Train and test set have a random stream each. A task whose sets must have no sequence in common draws both from
    /// one shuffle, the train set first, so that the size of the test set does not change the train set.
    ///
    /// - Precondition: this program knows the task, there are enough sequences, and they fit the model's positions.
    package init(config: RunConfig) {
        let (trainCount, testCount) = (config.data.trainSequences, config.data.testSequences)
        precondition(trainCount > 0 && testCount > 0, "\(trainCount) train and \(testCount) test sequences")
        precondition(
            AvailableSequences(config).hold(trainSequences: trainCount, testSequences: testCount),
            "\(config.task) has no \(trainCount) train and \(testCount) test sequences")
        let shape = TaskShape(config)
        precondition(
            shape.longestSequence <= config.model.contextLength,
            "\(config.model.contextLength) positions for sequences of \(shape.longestSequence)")
        precondition(
            (shape.longestSource ?? 0) <= (config.model.sourceContextLength ?? 0),
            "\(config.model.sourceContextLength ?? 0) source positions for sources of \(shape.longestSource ?? 0)")

        var trainGenerator = RandomGenerator(seed: config.seed, stream: .trainData)
        var testGenerator = RandomGenerator(seed: config.seed, stream: .testData)
        self = TaskList.known(config.task).sets(
            config.data, trainGenerator: &trainGenerator, testGenerator: &testGenerator)
    }
}
