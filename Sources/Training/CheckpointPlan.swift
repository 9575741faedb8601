package import RunEvents

/// When a trainer makes checkpoints, and who keeps them. They change nothing in the run.
package struct CheckpointPlan: Sendable {
    /// Optimizer steps between two regular checkpoints. Marks have further ones.
    package var interval: Int
    /// Says whether one more can be kept just now. If not, a regular checkpoint, or one at a slingshot, is left out.
    package var isReady: @Sendable () -> Bool
    /// Takes a checkpoint. It must not block.
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
