package import Kernels
package import RunEvents

/// The train and test sets of a run.
package struct TaskData: Sendable {
    /// The train set, in the order in which it was drawn.
    package let train: [LabelledSequence]
    /// The test set, in the order in which it was drawn.
    package let test: [LabelledSequence]

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

    /// Makes data from two given sets.
    package init(train: [LabelledSequence], test: [LabelledSequence]) {
        self.train = train
        self.test = test
    }
}
