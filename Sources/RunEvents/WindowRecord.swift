/// The drive of the edge in an additional window, beside the two windows whose whole spectrum is recorded. Such windows
/// are shorter or longer, or leave out the run's first update. A comparison shows whether a change of the edge comes
/// from the network or from the choice of the window.
package struct WindowRecord: Sendable, Equatable {
    /// Optimizer steps done when the window took in its newest update.
    package var step: Int
    /// N, optimizer steps of each update in the window.
    package var interval: Int
    /// W, the updates that a full window holds.
    package var window: Int
    /// Whether the window leaves out the run's first update, which is by far its largest.
    package var leavesFirstOut: Bool
    /// How many updates the window holds now.
    package var updates: Int
    /// The weighted k*, counted from 1.
    package var kStar: Int
    /// R = σ_k*/σ_{k*+1}; nil where σ_{k*+1} is zero.
    package var gapRatio: Double?
    /// The gradient fraction of v_1.
    package var gradientFraction: Double?
    /// The class by drive of v_k*.
    package var driveClass: DriveClass

    /// Makes a record from its members, which it does not check.
    package init(
        step: Int, interval: Int, window: Int, leavesFirstOut: Bool, updates: Int, kStar: Int, gapRatio: Double?,
        gradientFraction: Double?, driveClass: DriveClass
    ) {
        self.step = step
        self.interval = interval
        self.window = window
        self.leavesFirstOut = leavesFirstOut
        self.updates = updates
        self.kStar = kStar
        self.gapRatio = gapRatio
        self.gradientFraction = gradientFraction
        self.driveClass = driveClass
    }
}
