/// The point where a run leaves its parent: all events before this one are the parent's, and have its bits.
package struct ForkedRecord: Sendable, Codable, Equatable {
    /// Optimizer steps done when the run left its parent.
    package var step: Int
    /// The run that it left.
    package var parent: RunReference

    /// Makes a record from its members, which it does not check.
    package init(step: Int, parent: RunReference) {
        self.step = step
        self.parent = parent
    }
}
