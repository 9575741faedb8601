internal import RunEvents

/// A number of ours, and where it comes from: `groktop verify` on that run makes it again.
package struct Figure: Sendable, Equatable {
    /// The seed of the run.
    package var seed: UInt64
    /// The number, always finite; for a class its place among the classes.
    package var value: Double
    /// The name of a class; nil for a number.
    package var label: String?
    /// The smallest difference that the measurement can tell: for an accuracy on n tokens 1/n. A smaller value is
    /// written as "< 1/n". nil where every difference counts.
    package var resolution: Double?
    /// The name of the run that was measured.
    package var run: String
    /// The step at which it was measured.
    package var step: Int

    /// - Returns: nil where the value is not finite.
    package init?(
        seed: UInt64, value: Double, label: String? = nil, resolution: Double? = nil, run: String, step: Int
    ) {
        guard value.isFinite else { return nil }
        self.seed = seed
        self.value = value
        self.label = label
        self.resolution = resolution
        self.run = run
        self.step = step
    }

    /// A class as a figure.
    init?(seed: UInt64, _ driveClass: DriveClass, run: String, step: Int) {
        let place = DriveClass.allCases.firstIndex(of: driveClass) ?? 0
        self.init(seed: seed, value: Double(place), label: driveClass.rawValue, run: run, step: step)
    }
}
