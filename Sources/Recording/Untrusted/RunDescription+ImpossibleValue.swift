internal import RunEvents

extension RunDescription {
    /// The first impossible value, as `name value`; nil where each could be one of a run. Values that are possible
    /// each, and do not go together, are not found.
    var impossibleValue: String? {
        switch self {
        case .trained(let config): config.impossibleValue
        case .watched(let run): run.impossibleValue
        }
    }
}

extension RunConfig {
    /// Far more than any run has. A larger size would overflow somewhere.
    fileprivate static let largestSize = 1 << 31
    /// The most that `--window` accepts; each update is a column of `spectrum`.
    fileprivate static let largestWindow = 64

    fileprivate var impossibleValue: String? {
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
        for case (let name, let step?) in [
            ("stepsAfterGrokking", ending?.stepsAfterGrokking), ("giveUpAt", ending?.giveUpAt),
        ] where !(0...Self.largestSize).contains(step) {
            return "\(name) \(step)"
        }
        if !(0...Self.largestSize).contains(steps) { return "steps \(steps)" }
        if !(1...Self.largestWindow).contains(spectrum.window) { return "window \(spectrum.window)" }
        let numbers = [
            ("learningRate", optimizer.learningRate), ("weightDecay", optimizer.weightDecay),
            ("beta1", optimizer.beta1), ("beta2", optimizer.beta2), ("epsilon", optimizer.epsilon),
            ("clip", optimizer.clip),
            ("functional", thresholds.functional), ("compression", thresholds.compression),
            ("memorized", thresholds.memorized), ("grokked", thresholds.grokked),
            ("slingshotDrop", thresholds.slingshotDrop),
        ]
        for (name, number) in numbers where !(number.isFinite && number >= 0) { return "\(name) \(number)" }
        return nil
    }
}

extension WatchedRun {
    /// More parameter groups than any optimizer has.
    private static let mostGroups = 10_000
    /// More commands than there are.
    private static let mostCommands = 64

    fileprivate var impossibleValue: String? {
        if name.isEmpty { return "an empty name" }
        let texts = [name, program, framework, device, optimizer, splitReason, tracked.selection].compactMap(\.self)
        for text in texts + tracked.names + commands where text.utf8.count > Self.longestText {
            return "a text of \(text.utf8.count) bytes"
        }
        if !(1...RunConfig.largestSize).contains(windows.interval) || windows.interval % SpectrumConfig.fineDivisor != 0
        {
            return "interval \(windows.interval)"
        }
        if !(2...RunConfig.largestWindow).contains(windows.window) { return "window \(windows.window)" }
        if let steps, !(0...Self.lastStep).contains(steps) { return "steps \(steps)" }
        if groups.count > Self.mostGroups || tracked.names.count > TrackedTensors.mostNames
            || commands.count > Self.mostCommands
        {
            return "a list too long"
        }
        return groups.lazy.compactMap(\.impossibleValue).first ?? impossibleNumber
    }

    private var impossibleNumber: String? {
        let numbers: [(String, Double?)] = [
            ("functional", thresholds.functional), ("compression", thresholds.compression),
            ("splitResidual", splitResidual), ("sketchError", sketchError), ("memorized", marks?.memorized),
            ("grokked", marks?.grokked), ("slingshotDrop", marks?.slingshotDrop),
        ]
        for case (let name, let number?) in numbers where !(number.isFinite && number >= 0) {
            return "\(name) \(number)"
        }
        let counts = [("tensors", tracked.tensors), ("sketchLength", sketchLength ?? 0)]
        for (name, count) in counts where !(0...ColumnLimits.largestCount).contains(count) { return "\(name) \(count)" }
        return nil
    }
}

extension WatchedRun.ParameterGroup {
    fileprivate var impossibleValue: String? {
        for (name, number) in [("learningRate", learningRate), ("weightDecay", weightDecay)]
        where !(number.isFinite && number >= 0) {
            return "\(name) \(number)"
        }
        for (name, count) in [
            ("tensors", tensors), ("parameters", parameters), ("trackedTensors", trackedTensors),
            ("trackedParameters", trackedParameters),
        ] where !(0...ColumnLimits.largestCount).contains(count) {
            return "\(name) \(count)"
        }
        return nil
    }
}
