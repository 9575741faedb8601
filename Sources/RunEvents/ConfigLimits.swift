/// The values that the quantities of a run may have, wherever they come from: an option, the screen, a command, or a
/// file that is trained again. The largest sizes are what a patient person could still train on a few cores.
///
/// Recordings may hold commands beyond them, which were accepted once: those are read and given again (see
/// `RunCommand`).
package enum ConfigLimits {
    package static let steps = 1...1_000_000_000
    package static let sequences = 1...100_000
    package static let batchSequences = 1...16_384
    /// 313² pairs are the most of any prime that stay below the largest train set.
    package static let largestModulus = 313
    package static let learningRate = 1e-12...10.0
    package static let weightDecay = 0.0...1_000
    package static let beta = 0.0...0.999999
    package static let clip = 0.001...1_000_000
    package static let modelWidth = 1...1_024
    package static let layers = 1...24
    package static let heads = 1...64
    package static let feedForwardWidth = 1...4_096
    package static let interval = 5...1_000_000
    package static let window = 2...64
    /// How many windows may be followed beside.
    package static let windows = 0...16
    package static let responseIntervals = 0...1_000_000
    package static let shards = 1...64
    /// Steps a second, from one in a quarter of an hour to more than any machine does.
    package static let pace = 0.001...1_000_000
    package static let threads = 1...256
    /// Intervals between two checkpoints.
    package static let checkpointIntervals = 1...1_000_000
    /// MiB of a run's checkpoints.
    package static let checkpointMebibytes = 0...1_000_000
    /// A step of a run; its first is 0.
    package static let step = 0...1_000_000_000
}
