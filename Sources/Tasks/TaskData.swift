package import Kernels
package import RunEvents

/// The train and test sets of a run.
package struct TaskData: Sendable {
    package let train: [LabelledSequence]
    package let test: [LabelledSequence]

    /// Generates the data of a run.
    ///
    /// Dyck-1's sets, and those of SCAN's splits `length` and `addprim-jump`, have a random stream each, so that the
    /// size of one does not change the other. As in the published setup Dyck-1's are drawn independently and may share
    /// strings: there is one string of one pair, and two of two. All others share none: they are drawn from pools that
    /// share none, or from one shuffle, the train set first.
    ///
    /// - Precondition: there are as many sequences, and they fit the model's positions.
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
        switch config.task {
        case .dyck:
            train = DyckTask.sequences(count: trainCount, from: &trainGenerator)
            test = DyckTask.sequences(count: testCount, from: &testGenerator)
        case .scan:
            (train, test) = ScanTask.sets(
                split: config.data.knownSplit, trainCount: trainCount, testCount: testCount,
                trainGenerator: &trainGenerator, testGenerator: &testGenerator)
        case .modadd, .modsub, .modmul, .modx2y2, .modx2xyy2, .modx3xy:
            (train, test) = ModularTask.sets(
                config.task, modulus: config.data.knownModulus, trainCount: trainCount, testCount: testCount,
                from: &trainGenerator)
        }
    }

    package init(train: [LabelledSequence], test: [LabelledSequence]) {
        self.train = train
        self.test = test
    }
}
