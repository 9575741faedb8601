/// An event as it was recorded, with its place in the run's order and its time.
package struct RecordedEvent: Sendable, Equatable {
    /// The event's number among all events of the run, counted from 1.
    package var sequence: Int
    /// The last step that the run had reached when the event was recorded. A probe's result names the step that was
    /// probed, which may be earlier.
    package var reachedStep: Int
    /// How long the run had been training when the event was recorded, in seconds, over all processes that trained it.
    package var elapsedSeconds: Double
    /// The event itself.
    package var event: RunEvent

    /// Makes a recorded event from its members, which it does not check.
    package init(sequence: Int, reachedStep: Int, elapsedSeconds: Double, event: RunEvent) {
        self.sequence = sequence
        self.reachedStep = reachedStep
        self.elapsedSeconds = elapsedSeconds
        self.event = event
    }

    /// Where the run is by this event, after it has gone back. `reachedStep` does not fall, and so says nothing new until
    /// it is more than before.
    ///
    /// - Parameter leftStep: the last step that had been reached when the run went back; −1 where it never has.
    package func step(sinceLeaving leftStep: Int) -> Int { reachedStep > leftStep ? reachedStep : event.step }
}
