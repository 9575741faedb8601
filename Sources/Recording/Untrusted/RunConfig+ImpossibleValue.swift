internal import RunEvents

extension RunConfig {
    /// Far more than any run has. A larger size would overflow somewhere.
    private static let largestSize = 1 << 31
    /// The most that `--window` accepts; each update is a column of `spectrum`.
    private static let largestWindow = 64

    /// The first impossible value, as `name value`; nil where each could be one of a run. Values that are possible
    /// each, and do not go together, are not found.
    var impossibleValue: String? {
        let sizes: [(String, Int?)] = [
            ("shards", shards), ("modelWidth", model.modelWidth), ("layers", model.layers), ("heads", model.heads),
            ("feedForwardWidth", model.feedForwardWidth), ("contextLength", model.contextLength),
            ("sourceContextLength", model.sourceContextLength), ("trainSequences", data.trainSequences),
            ("testSequences", data.testSequences), ("batchSequences", data.batchSequences),
            ("evaluation interval", evaluation.interval), ("evaluation testSequences", evaluation.testSequences),
            ("spectrum interval", spectrum.interval),
        ]
        for case (let name, let size?) in sizes where !(1...Self.largestSize).contains(size) {
            return "\(name) \(size)"
        }
        if !(0...Self.largestSize).contains(steps) { return "steps \(steps)" }
        if !(1...Self.largestWindow).contains(spectrum.window) { return "window \(spectrum.window)" }
        let numbers = [
            ("learningRate", optimizer.learningRate), ("weightDecay", optimizer.weightDecay),
            ("beta1", optimizer.beta1),
            ("beta2", optimizer.beta2), ("epsilon", optimizer.epsilon), ("clip", optimizer.clip),
            ("functional", thresholds.functional), ("compression", thresholds.compression),
            ("memorized", thresholds.memorized), ("grokked", thresholds.grokked),
            ("slingshotDrop", thresholds.slingshotDrop),
        ]
        for (name, number) in numbers where !(number.isFinite && number >= 0) { return "\(name) \(number)" }
        return nil
    }
}
