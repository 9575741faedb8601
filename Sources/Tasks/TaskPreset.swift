package import RunEvents

/// The default configuration of a run: each task's preset, adapted to the requested data.
package enum TaskPreset {
    /// The task's preset, unchanged.
    ///
    /// - Precondition: this program knows the task.
    package static func config(for task: TaskName) -> RunConfig { config(for: task, data: RequestedData()) }

    /// The task's preset with other data. The requested settings decide the others: new parameters bring the sizes that
    /// suit them (arithmetic modulo another p trains on half of its pairs), and a train set of another size leaves
    /// another test set (`TaskDefinition.testsOnTheRest`). Ordinary evaluations use the whole test set where the preset
    /// does, and otherwise no more sequences than the preset.
    ///
    /// It does not check that there are enough sequences: a test set made of the rest may be empty, or its size
    /// negative.
    ///
    /// - Precondition: this program knows the task, and the task has the requested parameters and accepts their values.
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
