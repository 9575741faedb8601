package import RunEvents

/// The first difference between the recorded events of a run and the derived ones.
package struct Divergence: Sendable, Equatable {
    /// The event in the recording.
    package let recorded: RunEvent
    /// The event that came in its place; nil where none came.
    package let derived: RunEvent?

    /// - Parameters:
    ///   - recorded: the event in the recording.
    ///   - derived: the event that came in its place; nil where none came.
    package init(recorded: RunEvent, derived: RunEvent?) {
        self.recorded = recorded
        self.derived = derived
    }
}
