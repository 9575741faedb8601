internal import RunEvents

/// A number of ours, and where it comes from: `groktop verify` on that run makes it again.
package struct Figure: Sendable, Codable, Equatable {
    package var seed: UInt64
    /// Always finite.
    package var value: Double
    /// What a value is called that is none of a scale: a class.
    package var label: String?
    /// The smallest difference that the measurement can tell: 1/n of an accuracy on n tokens. What is smaller is "<
    /// 1/n".
    package var resolution: Double?
    package var run: String
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
