package import RunEvents

/// The first difference between what was recorded of a run and what is derived again.
package struct Divergence: Sendable, Equatable {
    package let recorded: RunEvent
    /// nil where nothing came in its place.
    package let derived: RunEvent?

    package init(recorded: RunEvent, derived: RunEvent?) {
        self.recorded = recorded
        self.derived = derived
    }
}
