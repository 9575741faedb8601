/// The thresholds of the class by content, which asks what a direction does and not only what drives it. Ours, as all
/// are.
package struct ContentThresholds: Sendable, Codable, Equatable {
    /// Functional R² of v_k* up to which the edge is compression, whatever drives it.
    package var compressionR2: Double = 0.1
    /// Functional R² of v_k* from which the edge is functional, where the gradient drives it.
    package var functionalR2: Double = 0.9
    /// Gradient fraction of v_k* from which the gradient drives it.
    package var functionalShare: Double = 0.5

    package init() {}

    /// - Parameters:
    ///   - functionalR2: F of v_k*.
    ///   - gradientFraction: f of v_k*.
    package func driveClass(functionalR2: Double, gradientFraction: Double) -> DriveClass {
        if functionalR2 <= compressionR2 { return .compression }
        return gradientFraction >= functionalShare && functionalR2 >= self.functionalR2 ? .functional : .mixed
    }
}
