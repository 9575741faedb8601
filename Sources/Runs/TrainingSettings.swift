package import Alerts
package import Foundation
package import Recording
internal import RunEvents
internal import Tasks

/// How this process trains and records a run. Nothing in it changes the run's bits.
package struct TrainingSettings: Sendable {
    /// Threads that compute.
    package var threads: Int
    /// Steps a second; nil for as fast as possible.
    package var pace: Double?
    /// The folder in which the run is recorded; nil where it is not.
    package var runsFolder: URL?
    /// What a new run's folder is called; nil for a name of day, task, seed and identifier. A run with such a name is
    /// not trained where it cannot be recorded.
    package var folderName: String?
    /// Intervals between two checkpoints; nil for what suits the task.
    package var checkpointEvery: Int?
    /// The space on disk that a run's checkpoints may take.
    package var budget: CheckpointBudget
    /// Whether other processes may steer the run, by files in its folder.
    package var takesCommands = true
    /// The rules that are looked for in the run's events.
    package var alerts: [Alert] = []

    /// - Parameters:
    ///   - threads: threads that compute.
    ///   - pace: steps a second; nil for as fast as possible.
    ///   - runsFolder: where the run is recorded; nil where it is not.
    ///   - checkpointEvery: intervals between two checkpoints; nil for what suits the task.
    ///   - budget: the space on disk that a run's checkpoints may take.
    package init(threads: Int, pace: Double?, runsFolder: URL?, checkpointEvery: Int? = nil, budget: CheckpointBudget) {
        (self.threads, self.pace, self.runsFolder) = (threads, pace, runsFolder)
        (self.checkpointEvery, self.budget) = (checkpointEvery, budget)
    }

    /// Leaves the action `pause` out of all alerts where no other process can let the run go on. For runs without a
    /// screen.
    package mutating func dropEndlessPauses() {
        guard runsFolder == nil || !takesCommands else { return }
        alerts = alerts.map { alert in
            Alert(rule: alert.rule, actions: alert.actions.filter { $0 != .pause }, program: alert.program)
        }
    }

    /// The default pace on a screen, in steps a second. It is slow enough to watch a run grok.
    package static let watchedPace = 60.0

    /// The settings for a replay, and for runs that are forked from it.
    package static func reading(_ runsFolder: URL) -> TrainingSettings {
        TrainingSettings(
            threads: ProcessInfo.processInfo.activeProcessorCount, pace: watchedPace, runsFolder: runsFolder,
            budget: CheckpointBudget())
    }

    /// Optimizer steps between two regular checkpoints.
    func checkpointInterval(_ config: RunConfig) -> Int {
        // An interval of SCAN takes minutes; one of another task takes a second.
        config.spectrum.interval * (checkpointEvery ?? TaskList.known(config.task).checkpointIntervals)
    }
}
