package import Kernels
package import RunEvents

/// The train and test sets of a run.
package struct TaskData: Sendable {
    package let train: [LabelledSequence]
    package let test: [LabelledSequence]

    /// Generates the data of a run. Train and test have a random stream each, so that the size of one does not change the
    /// other. As in the published setup they are drawn independently and may share strings: there is one string of one pair,
    /// and two of two.
    package init(config: RunConfig) {
        var trainGenerator = RandomGenerator(seed: config.seed, stream: .trainData)
        var testGenerator = RandomGenerator(seed: config.seed, stream: .testData)
        switch config.task {
        case .dyck:
            train = DyckTask.sequences(count: config.data.trainSequences, from: &trainGenerator)
            test = DyckTask.sequences(count: config.data.testSequences, from: &testGenerator)
        default: preconditionFailure("\(config.task) has no data yet")
        }
    }

    package init(train: [LabelledSequence], test: [LabelledSequence]) {
        self.train = train
        self.test = test
    }
}
