package import RunEvents

extension DriveClass {
    /// The class of a direction by its gradient fraction: functional from the upper threshold on, compression up to the
    /// lower one, mixed between.
    package init(gradientFraction: Double, thresholds: Thresholds) {
        self = thresholds.classes.driveClass(gradientFraction)
    }
}
