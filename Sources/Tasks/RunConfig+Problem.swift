package import RunEvents

extension RunConfig {
    /// Why the configuration cannot be trained, in a few words; nil where it can. It does not consider this machine's
    /// memory.
    ///
    /// It serves for configurations that come from a file. The options of the command line are checked one by one, with
    /// messages of their own.
    package var problem: String? {
        dataProblem ?? modelProblem ?? optimizerProblem ?? spectrumProblem ?? endingProblem
    }

    private var dataProblem: String? {
        guard let task = TaskList.task(task) else {
            return
                "this groktop has no task '\(PrintableText.line(self.task.rawValue))'; "
                + "it can only replay and export such runs"
        }
        if let problem = task.parameterProblem(data) { return problem }
        return outside("steps", steps, ConfigLimits.steps)
            ?? outside("trainSequences", data.trainSequences, ConfigLimits.sequences)
            ?? outside("testSequences", data.testSequences, ConfigLimits.sequences)
            ?? outside("batchSequences", data.batchSequences, ConfigLimits.batchSequences)
            ?? outside("evaluation.interval", evaluation.interval, ConfigLimits.steps)
            ?? outside("evaluation.testSequences", evaluation.testSequences, 1...data.testSequences)
            ?? (AvailableSequences(self).hold(trainSequences: data.trainSequences, testSequences: data.testSequences)
                ? nil : "train and test set together need more sequences than there are")
    }

    private var modelProblem: String? {
        if let problem = outside("modelWidth", model.modelWidth, ConfigLimits.modelWidth)
            ?? outside("layers", model.layers, ConfigLimits.layers)
            ?? outside("heads", model.heads, ConfigLimits.heads)
            ?? outside("feedForwardWidth", model.feedForwardWidth, ConfigLimits.feedForwardWidth)
            ?? outside("shards", shards, ConfigLimits.shards)
        {
            return problem
        }
        if model.modelWidth % model.heads != 0 {
            return
                "modelWidth is \(model.modelWidth); with \(model.heads) heads it must be a multiple of \(model.heads)"
        }
        let shape = TaskShape(self)
        return outside("contextLength", model.contextLength, shape.longestSequence...4_096)
            ?? shape.longestSource.flatMap { longest in
                outside("sourceContextLength", model.sourceContextLength ?? 0, longest...4_096)
            }
    }

    private var optimizerProblem: String? {
        outside("learningRate", optimizer.learningRate, ConfigLimits.learningRate)
            ?? outside("weightDecay", optimizer.weightDecay, ConfigLimits.weightDecay)
            ?? outside("beta1", optimizer.beta1, ConfigLimits.beta)
            ?? outside("beta2", optimizer.beta2, ConfigLimits.beta)
            ?? outside("epsilon", optimizer.epsilon, 0...1)
            ?? outside("clip", optimizer.clip, ConfigLimits.clip)
    }

    private var spectrumProblem: String? {
        if let problem = outside("interval", spectrum.interval, ConfigLimits.interval)
            ?? outside("window", spectrum.window, ConfigLimits.window)
        {
            return problem
        }
        guard spectrum.interval % SpectrumConfig.fineDivisor == 0 else {
            return "interval is \(spectrum.interval); it must be a multiple of \(SpectrumConfig.fineDivisor)"
        }
        return spectrum.measurements.flatMap { problem($0) }
    }

    private func problem(_ measurements: EdgeMeasurements) -> String? {
        outside("measurements.windows", measurements.windows.count, ConfigLimits.windows)
            ?? measurements.windows.lazy.compactMap { outside("measurements.windows", $0, ConfigLimits.window) }.first
            ?? outside(
                "measurements.curvatureSequences", measurements.curvatureSequences,
                0...ConfigLimits.sequences.upperBound)
            ?? outside("measurements.responseIntervals", measurements.responseIntervals, ConfigLimits.responseIntervals)
    }

    private var endingProblem: String? {
        ending?.stepsAfterGrokking.flatMap { outside("ending.stepsAfterGrokking", $0, ConfigLimits.step) }
            ?? ending?.giveUpAt.flatMap { outside("ending.giveUpAt", $0, ConfigLimits.steps) }
    }

    private func outside<Value: Comparable>(_ name: String, _ value: Value, _ range: ClosedRange<Value>) -> String? {
        range.contains(value)
            ? nil : "\(name) is \(value); it must be from \(range.lowerBound) to \(range.upperBound)"
    }
}
