extension RunCommand {
    /// Why this command may not be given to a run now, in a few words that begin with what is wrong; nil where it may.
    ///
    /// Recorded commands are not checked: a run from before the limits existed is derived again with the commands that
    /// it received.
    package var problem: String? {
        switch self {
        case .weightDecay(.value(let value)) where !ConfigLimits.weightDecay.contains(value):
            "weight-decay=\(value) is not \(NumberInput.accepted(ConfigLimits.weightDecay))"
        case .learningRate(let factor) where !ConfigLimits.learningRateFactor.contains(factor):
            "learning-rate=\(factor) is not \(NumberInput.accepted(ConfigLimits.learningRateFactor))"
        case .pace(let pace?) where !ConfigLimits.pace.contains(pace):
            "pace=\(pace) is not \(NumberInput.accepted(ConfigLimits.pace)), or unlimited"
        default: nil
        }
    }
}
