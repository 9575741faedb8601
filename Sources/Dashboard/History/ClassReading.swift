package import Lifecycle
package import RunEvents

/// The three classes of the edge side by side, as they were at some step.
package struct ClassReading: Sendable, Equatable {
    /// The class by what drives the edge: the gradient, weight decay or both.
    package var byDrive: DriveClass?
    /// The class that the gap flow predicts.
    package var predicted: DriveClass?
    /// The class by what the edge does to the states that the head reads.
    package var byContent: DriveClass?
    /// How often the class by drive was the predicted one.
    package var drivePredicted: Agreement
    /// How often the class by drive was the class by content.
    package var driveContent: Agreement
    /// How often the predicted class was the class by content.
    package var predictedContent: Agreement

    /// What a comparison says at present.
    package init(_ comparison: ClassComparison) {
        byDrive = comparison.byDrive
        predicted = comparison.predicted
        byContent = comparison.byContent
        drivePredicted = comparison.drivePredicted
        driveContent = comparison.driveContent
        predictedContent = comparison.predictedContent
    }
}
