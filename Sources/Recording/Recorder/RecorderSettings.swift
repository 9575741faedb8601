internal import Dispatch

/// How a recorder works; what is recorded does not depend on it.
package struct RecorderSettings: Sendable {
    /// Seconds between two commits. A killed process loses what came after the last.
    package var commitInterval = 0.2
    /// How much room the run's checkpoints may take.
    package var budget = CheckpointBudget()
    /// Seconds from any start on; never goes back.
    package var clock: @Sendable () -> Double = { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }
    /// Seconds between two tries to write what could not be written.
    package var retryInterval = 1.0
    /// Called on a thread of the recorder. Must not wait for the recorder.
    package var report: (@Sendable (RecorderReport) -> Void)?
    /// SQLite's limit of pages, where a test wants the disk to be full; nil for none.
    package var pageLimit: Int?

    /// Five commits a second, and the usual budget.
    package init() {}
}
