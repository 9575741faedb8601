/// Where a run leaves its parent: all events before this one are the parent's, and have its bits.
package struct ForkedRecord: Sendable, Codable, Equatable {
    package var step: Int
    package var parent: RunReference

    package init(step: Int, parent: RunReference) {
        self.step = step
        self.parent = parent
    }
}
