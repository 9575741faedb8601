package import RunEvents

/// When checkpoints are made, and where they go. They change nothing in the run.
package struct CheckpointPlan: Sendable {
    /// Steps between two; marks have one of their own.
    package var interval: Int
    /// Whether there is room for one more just now: where not, an interval's is left out.
    package var isReady: @Sendable () -> Bool
    /// Must not block.
    package var keep: @Sendable (Checkpoint) -> Void

    /// - Parameters:
    ///   - interval: optimizer steps between two regular checkpoints.
    ///   - isReady: says whether one more can be kept just now.
    ///   - keep: takes a checkpoint and returns at once.
    /// - Precondition: `interval` is 1 or more.
    package init(
        interval: Int, isReady: @escaping @Sendable () -> Bool, keep: @escaping @Sendable (Checkpoint) -> Void
    ) {
        precondition(interval >= 1, "a checkpoint every \(interval) steps")
        self.interval = interval
        self.isReady = isReady
        self.keep = keep
    }
}
