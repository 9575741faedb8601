package import RunEvents

/// The first difference between what was recorded of a run and what is derived again.
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
