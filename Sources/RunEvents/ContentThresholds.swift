/// The thresholds of the class by content, which considers what a direction does and not only what drives it. They are
/// this project's choice, as all thresholds are.
package struct ContentThresholds: Sendable, Codable, Equatable {
    /// The largest functional R² of v_k* at which the edge is compression, whatever drives it.
    package var compressionR2: Double = 0.1
    /// The smallest functional R² of v_k* at which the edge is functional, where the gradient drives it.
    package var functionalR2: Double = 0.9
    /// The smallest gradient fraction of v_k* at which the gradient drives the edge.
    package var functionalShare: Double = 0.5

    /// Makes the default thresholds.
    package init() {}

    /// The class by content.
    ///
    /// - Parameters:
    ///   - functionalR2: F of v_k*.
    ///   - gradientFraction: f of v_k*.
    package func driveClass(functionalR2: Double, gradientFraction: Double) -> DriveClass {
        if functionalR2 <= compressionR2 { return .compression }
        return gradientFraction >= functionalShare && functionalR2 >= self.functionalR2 ? .functional : .mixed
    }
}
