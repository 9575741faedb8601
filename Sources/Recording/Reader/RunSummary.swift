package import Foundation
package import RunEvents

/// What a run is, and how far it has come.
package struct RunSummary: Sendable, Equatable {
    /// The name and identifier that the run was made with; folders can be renamed.
    package var reference: RunReference
    /// When the run was made.
    package var createdAt: Date
    /// The version of the groktop that made the run.
    package var version: String
    /// What the run is.
    package var run: RunDescription
    /// The parent of a fork, and where the fork leaves it; nil for a run that is no fork.
    package var parent: ForkedRecord?
    /// Whether the run goes on, and how it ended.
    package var state: State
    /// Where the run was at the last commit.
    package var progress: ProgressRecord
    /// Seconds that all processes together have trained it.
    package var elapsedSeconds: Double
    /// The highest deciding test accuracy; nil before the first evaluation.
    package var bestTestAccuracy: Double?
    /// The step of the first `grokked` mark; nil where there is none. Marks of a branch that was left do not count.
    package var grokkedAt: Int?
    /// How the last process ended; nil where it went without a word, or is still training.
    package var finish: FinishedRecord?

    /// How a run stands.
    package enum State: String, Sendable, Equatable, CaseIterable {
        /// A process records it.
        case running
        /// Ended by itself: all steps are done, or something was no number any more (`finish` says which).
        case finished
        /// Somebody stopped it.
        case stopped
        /// Another program's loop ended with an error.
        case failed
        /// Its process ended without a word.
        case interrupted
    }
}
