/// What drives the edge in one of the windows that are followed beside the two whose whole spectrum is recorded:
/// shorter and longer ones, and one that leaves the run's first update out. Held against each other they show whether a
/// change of the edge is the network's or the window's own.
package struct WindowRecord: Sendable, Equatable {
    package var step: Int
    /// N, optimizer steps of each update in the window.
    package var interval: Int
    /// W, the updates that a full window holds.
    package var window: Int
    /// Whether the run's first update, by far its largest, is kept out.
    package var leavesFirstOut: Bool
    /// Updates in the window now.
    package var updates: Int
    /// The weighted k*, from 1.
    package var kStar: Int
    /// R = σ_k*/σ_{k*+1}; nil where σ_{k*+1} is zero.
    package var gapRatio: Double?
    /// Gradient fraction of v_1.
    package var gradientFraction: Double
    /// Class by drive of v_k*.
    package var driveClass: DriveClass

    package init(
        step: Int, interval: Int, window: Int, leavesFirstOut: Bool, updates: Int, kStar: Int, gapRatio: Double?,
        gradientFraction: Double, driveClass: DriveClass
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
