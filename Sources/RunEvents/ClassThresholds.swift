/// Shares of the gradient in a direction's move, between which its class is read: functional from the one on,
/// compression up to the other, mixed between them.
package struct ClassThresholds: Sendable, Codable, Equatable {
    /// The least share of a functional direction.
    package var functional = 0.9
    /// The largest share of a direction of compression.
    package var compression = 0.1

    /// Makes thresholds from its members, which it does not check.
    package init(functional: Double = 0.9, compression: Double = 0.1) {
        (self.functional, self.compression) = (functional, compression)
    }
}

extension ClassThresholds {
    /// The class of a direction by its gradient fraction.
    package func driveClass(_ gradientFraction: Double) -> DriveClass {
        if gradientFraction >= functional { return .functional }
        return gradientFraction <= compression ? .compression : .mixed
    }
}

extension Thresholds {
    /// The two thresholds by which a direction is given its class.
    package var classes: ClassThresholds { ClassThresholds(functional: functional, compression: compression) }
}
