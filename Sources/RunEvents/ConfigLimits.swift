/// The values that a run's settings may have, whether they come from an option, the screen, a command, or a file whose
/// run is trained again. The largest sizes are what a patient person could still train on a few cores.
///
/// Recordings may hold commands beyond these limits, from before the limits existed: such commands are read and applied
/// again (see `RunCommand`).
package enum ConfigLimits {
    /// Optimizer steps of a whole run.
    package static let steps = 1...1_000_000_000
    /// Sequences of the train set, or of the test set.
    package static let sequences = 1...100_000
    /// B, sequences of a batch.
    package static let batchSequences = 1...16_384
    /// The largest p of modular arithmetic: the largest prime whose p² pairs fit in the largest train set.
    package static let largestModulus = 313
    /// η.
    package static let learningRate = 1e-12...10.0
    /// By how much η can be multiplied while a run goes on.
    package static let learningRateFactor = 1e-6...1_000.0
    /// ω.
    package static let weightDecay = 0.0...1_000
    /// Adam's β1 and β2.
    package static let beta = 0.0...0.999999
    /// The largest global gradient norm.
    package static let clip = 0.001...1_000_000
    /// D.
    package static let modelWidth = 1...1_024
    /// L.
    package static let layers = 1...24
    /// H.
    package static let heads = 1...64
    /// F.
    package static let feedForwardWidth = 1...4_096
    /// Optimizer steps of an interval.
    package static let interval = 5...1_000_000
    /// W, updates of a window.
    package static let window = 2...64
    /// How many windows may be followed besides those whose whole spectrum is recorded.
    package static let windows = 0...16
    /// Intervals between two measurements of functional R²; 0 for none.
    package static let responseIntervals = 0...1_000_000
    /// Shards of a batch.
    package static let shards = 1...64
    /// Optimizer steps per second, from one in a quarter of an hour to more than any machine does.
    package static let pace = 0.001...1_000_000
    /// Worker threads.
    package static let threads = 1...256
    /// Intervals between two checkpoints.
    package static let checkpointIntervals = 1...1_000_000
    /// The space for a run's checkpoints, in MiB.
    package static let checkpointMebibytes = 0...1_000_000
    /// A step of a run; the first is 0.
    package static let step = 0...1_000_000_000
}
