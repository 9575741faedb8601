internal import Foundation
internal import Recording
internal import RunEvents

/// How a run is trained and recorded here: nothing in it changes the run's bits.
struct TrainingSettings: Sendable {
    var threads: Int
    /// Steps a second; nil for as fast as possible.
    var pace: Double?
    /// nil where nothing is recorded.
    var runsFolder: URL?
    var checkpointEvery: Int?
    var budget: CheckpointBudget

    /// Steps a second on a screen, slow enough to watch a run grok.
    static let watchedPace = 60.0

    /// For looking at recorded runs, and for what is forked from there.
    static func reading(_ runsFolder: URL) -> TrainingSettings {
        TrainingSettings(
            threads: ProcessInfo.processInfo.activeProcessorCount, pace: watchedPace, runsFolder: runsFolder,
            budget: CheckpointBudget())
    }

    /// Steps between two checkpoints.
    func checkpointInterval(_ config: RunConfig) -> Int {
        // An interval of SCAN takes minutes, one of the others a second.
        config.spectrum.interval * (checkpointEvery ?? (config.task == .scan ? 1 : 10))
    }
}
