package import RunEvents

/// What a run is when nothing else is asked for: each task's preset, made to fit other data.
package enum TaskPreset {
    /// The preset itself.
    ///
    /// - Precondition: this program knows the task.
    package static func config(for task: TaskName) -> RunConfig { config(for: task, data: RequestedData()) }

    /// The preset with other data. What is not asked for follows from what is: other parameters bring the sizes that
    /// suit them (arithmetic modulo another p trains on half of its pairs), and a train set of another size leaves
    /// another test set (`TaskDefinition.testsOnTheRest`). Ordinary evaluations take the whole test set where the preset
    /// does, and else no more than the preset.
    ///
    /// Whether there are as many sequences is not checked here: a test set of what is left may come out empty, or less.
    ///
    /// - Precondition: this program knows the task, which has the parameters that are asked for and accepts their
    ///   values.
    package static func config(for name: TaskName, data requested: RequestedData) -> RunConfig {
        let task = TaskList.known(name)
        let preset = task.preset
        var config = preset
        for (parameter, value) in requested.parameters {
            let known = task.parameters.first { $0.name == parameter }
            precondition(
                known.map { $0.problem(value) == nil } == true,
                "\(name.rawValue) with \(parameter) \(value.description)")
            config.data.parameters[parameter] = value
        }
        if !requested.parameters.isEmpty {
            (config.data.trainSequences, config.data.testSequences) = task.sizes(config.data)
            let shape = task.shape(config.data)
            config.model.contextLength = max(config.model.contextLength, shape.longestSequence)
        }
        if let batch = requested.batchSequences { config.data.batchSequences = batch }
        if let train = requested.trainSequences {
            config.data.trainSequences = train
            if let left = task.available(config.data).largestTestSet(besides: train) {
                config.data.testSequences = task.testsOnTheRest ? left : min(config.data.testSequences, left)
            }
        }
        if let test = requested.testSequences { config.data.testSequences = test }
        let evaluatesAll = preset.evaluation.testSequences == preset.data.testSequences
        config.evaluation.testSequences =
            evaluatesAll
            ? config.data.testSequences : min(config.evaluation.testSequences, config.data.testSequences)
        return config
    }
}
