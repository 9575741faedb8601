/// An event as it was recorded: with its place in the run's order, and when it came.
package struct RecordedEvent: Sendable, Equatable {
    /// Counted from 1 over all events of a run.
    package var sequence: Int
    /// The last step that was known of when it came. The answer of a probe names the step that was probed, and comes
    /// later.
    package var reachedStep: Int
    /// Seconds that the run had gone on for when it came, over all processes that trained it.
    package var elapsedSeconds: Double
    package var event: RunEvent

    package init(sequence: Int, reachedStep: Int, elapsedSeconds: Double, event: RunEvent) {
        self.sequence = sequence
        self.reachedStep = reachedStep
        self.elapsedSeconds = elapsedSeconds
        self.event = event
    }
}
