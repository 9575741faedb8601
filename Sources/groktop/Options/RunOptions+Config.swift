internal import Configuration
internal import RunEvents
internal import Tasks

extension RunOptions {
    /// The task's preset, with the values that were given, or else configured, in place of its own.
    ///
    /// - Precondition: the given parameters have been checked.
    func config() -> RunConfig {
        var config =
            preset?.config
            ?? TaskPreset.config(
                for: task,
                data: RequestedData(
                    trainSequences: trainSequences, testSequences: testSequences, batchSequences: batchSequences,
                    parameters: requestedParameters))
        var configured = UserConfiguration.configuration.run
        // What was chosen together is not changed by what is configured for other runs.
        if preset != nil { (configured.steps, configured.learningRate, configured.weightDecay) = (nil, nil, nil) }
        config.seed = givenSeed ?? configured.seed ?? RunDefaults.seed
        if let steps = steps ?? configured.steps { config.steps = steps }
        if let learningRate = learningRate ?? configured.learningRate { config.optimizer.learningRate = learningRate }
        if let weightDecay = weightDecay ?? configured.weightDecay { config.optimizer.weightDecay = weightDecay }
        if let beta1 { config.optimizer.beta1 = beta1 }
        if let beta2 { config.optimizer.beta2 = beta2 }
        if let clip { config.optimizer.clip = clip }
        if let modelWidth { config.model.modelWidth = modelWidth }
        if let layers { config.model.layers = layers }
        if let heads { config.model.heads = heads }
        if let feedForwardWidth { config.model.feedForwardWidth = feedForwardWidth }
        if let interval { config.spectrum.interval = interval }
        if let window { config.spectrum.window = window }
        config.spectrum.tracked = tracked
        if let curvatureSize { config.spectrum.measurements?.curvatureSequences = curvatureSize }
        if let responseEvery { config.spectrum.measurements?.responseIntervals = responseEvery }
        if evaluate == .full { config.evaluation.testSequences = config.data.testSequences }
        if let evalEvery { config.evaluation.interval = evalEvery }
        if let shards { config.shards = shards }
        if stopAfterGrokking != nil || giveUpAt != nil {
            config.ending = EarlyEnd(stepsAfterGrokking: stopAfterGrokking, giveUpAt: giveUpAt)
        }
        return config
    }

    /// The options that set a parameter each, with their values; nil for those that were not given.
    var ownOptions: [(option: String, value: TaskParameterValue?)] { [("split", split), ("p", modulus)] }

    /// The given values of the task's parameters, by name.
    var requestedParameters: [String: TaskParameterValue] {
        var requested: [String: TaskParameterValue] = [:]
        let known = TaskList.known(task).parameters
        for (option, value) in ownOptions {
            guard let value, let parameter = known.first(where: { $0.option == option }) else { continue }
            requested[parameter.name] = value
        }
        for option in parameters {
            requested[option.name] = known.first { $0.name == option.name }?.value(option.text)
        }
        return requested
    }
}
