package import Foundation
package import Recording
internal import RunEvents
internal import Tasks

/// How a run is trained and recorded here: nothing in it changes the run's bits.
package struct TrainingSettings: Sendable {
    /// Threads that compute.
    package var threads: Int
    /// Steps a second; nil for as fast as possible.
    package var pace: Double?
    /// nil where nothing is recorded.
    package var runsFolder: URL?
    /// Intervals between two checkpoints; nil for what suits the task.
    package var checkpointEvery: Int?
    /// What the checkpoints may take.
    package var budget: CheckpointBudget

    /// - Parameters:
    ///   - threads: that compute.
    ///   - pace: steps a second; nil for as fast as possible.
    ///   - runsFolder: where the run is recorded; nil where it is not.
    ///   - checkpointEvery: intervals between two checkpoints; nil for what suits the task.
    ///   - budget: what the checkpoints may take.
    package init(threads: Int, pace: Double?, runsFolder: URL?, checkpointEvery: Int? = nil, budget: CheckpointBudget) {
        (self.threads, self.pace, self.runsFolder) = (threads, pace, runsFolder)
        (self.checkpointEvery, self.budget) = (checkpointEvery, budget)
    }

    /// Steps a second on a screen, slow enough to watch a run grok.
    package static let watchedPace = 60.0

    /// For looking at recorded runs, and for what is forked from there.
    package static func reading(_ runsFolder: URL) -> TrainingSettings {
        TrainingSettings(
            threads: ProcessInfo.processInfo.activeProcessorCount, pace: watchedPace, runsFolder: runsFolder,
            budget: CheckpointBudget())
    }

    /// Steps between two checkpoints.
    func checkpointInterval(_ config: RunConfig) -> Int {
        // An interval of SCAN takes minutes, one of the others a second.
        config.spectrum.interval * (checkpointEvery ?? TaskList.known(config.task).checkpointIntervals)
    }
}
