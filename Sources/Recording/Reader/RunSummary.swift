package import Foundation
package import RunEvents

/// What a run is, and how far it has come.
package struct RunSummary: Sendable, Equatable {
    /// As it was recorded; folders can be renamed.
    package var reference: RunReference
    package var createdAt: Date
    /// groktop's, when the run was made.
    package var version: String
    package var config: RunConfig
    /// Of a fork: its parent, and where it left it.
    package var parent: ForkedRecord?
    package var state: State
    /// As of the last commit.
    package var progress: ProgressRecord
    /// Seconds that all processes together have trained it.
    package var elapsedSeconds: Double
    /// The highest deciding test accuracy; nil before the first evaluation.
    package var bestTestAccuracy: Double?
    /// Step of the first `grokked` mark.
    package var grokkedAt: Int?
    /// Of the last process that came to an end in order.
    package var finish: FinishedRecord?

    package enum State: String, Sendable, Equatable, CaseIterable {
        /// A process records it.
        case running
        /// Ended by itself: all steps are done, or something was no number any more (`finish` says which).
        case finished
        /// Somebody stopped it.
        case stopped
        /// Its process ended without a word.
        case interrupted
    }
}
