/// A request that a person or a script makes of a run while it goes on. The run applies requests in order, at step
/// boundaries.
package enum RunCommand: Sendable, Equatable {
    case pause
    case resume
    /// Do one optimizer step, then pause.
    case step
    case weightDecay(WeightDecaySetting)
    /// Set Adam's moments to zero and restart its bias correction, as if the optimizer were made here. Everything else
    /// stays.
    case freshOptimizer
    /// Steps per second, or `nil` for as fast as the machine can.
    case pace(Double?)
    case probe(MeasurementKind)
    /// Fork the run at a step with other weight decays, train the forks and measure their ends; nil for the step at
    /// which the command is applied. The program around the trainer trains the forks, beside the run or after it.
    case intervene(step: Int?)
    /// Make all probes, under way and waiting, give up at their next measurement. Each is refused then, and gives no
    /// result.
    case cancelProbes
    /// Multiply the program's own η by this factor from here on; 1 for η as it was.
    case learningRate(Double)
    /// Measure the model now, and not only at the next interval.
    case evaluate
    /// Write a checkpoint now.
    case checkpoint
    /// Go back to the program's checkpoint of a step, and on from there.
    case back(step: Int)
    case stop

    /// Asks for the probe `ablation`.
    package static let ablate = RunCommand.probe(.ablation)
    /// Asks for the probe `perturbation`.
    package static let perturb = RunCommand.probe(.perturbation)

    /// A new weight decay.
    package enum WeightDecaySetting: Sendable, Equatable {
        case off
        /// The last value that was not zero.
        case on
        case value(Double)
    }
}

extension RunCommand: RawRepresentable, Codable {
    /// The spelling in `--at`, in recorded runs and in events: `pause`, `weight-decay=0.5`, `pace=unlimited`.
    package var rawValue: String {
        switch self {
        case .pause: "pause"
        case .resume: "resume"
        case .step: "step"
        case .weightDecay(.off): "weight-decay=off"
        case .weightDecay(.on): "weight-decay=on"
        case .weightDecay(.value(let value)): "weight-decay=\(value)"
        case .freshOptimizer: "fresh-optimizer"
        case .pace(nil): "pace=unlimited"
        case .pace(let pace?): "pace=\(pace)"
        case .probe(let kind): kind.command
        case .intervene(nil): "intervene"
        case .intervene(let step?): "intervene=\(step)"
        case .cancelProbes: "cancel-probes"
        case .learningRate(let factor): "learning-rate=\(factor)"
        case .evaluate: "evaluate"
        case .checkpoint: "checkpoint"
        case .back(let step): "back=\(step)"
        case .stop: "stop"
        }
    }

    /// The spelling without its value: `weight-decay`.
    package var name: String { String(rawValue.prefix { $0 != "=" }) }

    /// The command with the given spelling.
    ///
    /// - Returns: nil for any other text, and for values that are negative or not finite.
    package init?(rawValue: String) {
        let parts = rawValue.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        switch (parts[0], parts.count > 1 ? String(parts[1]) : nil) {
        case ("pause", nil): self = .pause
        case ("resume", nil): self = .resume
        case ("step", nil): self = .step
        case ("stop", nil): self = .stop
        case ("cancel-probes", nil): self = .cancelProbes
        case ("evaluate", nil): self = .evaluate
        case ("checkpoint", nil): self = .checkpoint
        case ("back", let text?):
            guard let step = Int(text), step >= 0 else { return nil }
            self = .back(step: step)
        case ("learning-rate", let text?):
            guard let factor = Double(text), factor.isFinite, factor > 0 else { return nil }
            self = .learningRate(factor)
        case ("fresh-optimizer", nil): self = .freshOptimizer
        case ("intervene", nil): self = .intervene(step: nil)
        case ("intervene", let text?):
            guard let step = Int(text), step >= 0 else { return nil }
            self = .intervene(step: step)
        case ("weight-decay", "off"?): self = .weightDecay(.off)
        case ("weight-decay", "on"?): self = .weightDecay(.on)
        case ("weight-decay", let text?):
            guard let value = Double(text), value.isFinite, value >= 0 else { return nil }
            self = .weightDecay(.value(value))
        case ("pace", "unlimited"?): self = .pace(nil)
        case ("pace", let text?):
            guard let value = Double(text), value.isFinite, value > 0 else { return nil }
            self = .pace(value)
        case (let name, nil):
            guard let kind = MeasurementKind(command: String(name)) else { return nil }
            self = .probe(kind)
        default: return nil
        }
    }
}
