package import Lifecycle
package import RunEvents

/// The three classes of the edge side by side, as they were at some step.
package struct ClassReading: Sendable, Equatable {
    package var byDrive: DriveClass?
    package var predicted: DriveClass?
    package var byContent: DriveClass?
    package var drivePredicted: Agreement
    package var driveContent: Agreement
    package var predictedContent: Agreement

    package init(_ comparison: ClassComparison) {
        byDrive = comparison.byDrive
        predicted = comparison.predicted
        byContent = comparison.byContent
        drivePredicted = comparison.drivePredicted
        driveContent = comparison.driveContent
        predictedContent = comparison.predictedContent
    }
}
