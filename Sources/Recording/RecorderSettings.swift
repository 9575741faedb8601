internal import Dispatch

/// How a recorder works; what is recorded does not depend on it.
package struct RecorderSettings: Sendable {
    /// Seconds between two commits. A killed process loses what came after the last.
    package var commitInterval = 0.2
    package var budget = CheckpointBudget()
    /// Seconds from any start on; never goes back.
    package var clock: @Sendable () -> Double = { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }
    /// Called once, from a thread of the recorder's, when it gives up. Must not wait for the recorder.
    package var onFailure: (@Sendable (RecordingError) -> Void)?
    /// SQLite's limit of pages, where a test wants the disk to be full; nil for none.
    package var pageLimit: Int?

    package init() {}
}
