package import RunEvents

/// The three classes of the edge, side by side as a run goes on, and how often they agree. A pure value: events in.
///
/// All are of the paper's window: by drive at every interval, predicted by the gap flow where there is one, and by
/// content where functional R² of v_k* was measured.
package struct ClassComparison: Sendable {
    private let config: RunConfig
    /// The newest spectrum of the paper's window, which the others are held against.
    private var spectrum: SpectrumRecord?
    package private(set) var byDrive: DriveClass?
    package private(set) var predicted: DriveClass?
    package private(set) var byContent: DriveClass?
    /// By drive and predicted, over all intervals that had both.
    package private(set) var drivePredicted = Agreement()
    /// By drive and by content.
    package private(set) var driveContent = Agreement()
    /// Predicted and by content.
    package private(set) var predictedContent = Agreement()

    package init(config: RunConfig) {
        self.config = config
    }

    package mutating func take(_ event: RunEvent) {
        switch event {
        case .spectrum(let record)
        where record.interval == config.spectrum.interval && record.sigma.count >= record.window:
            spectrum = record
            byDrive = record.driveClass
            predicted = nil
        case .gapFlow(let record) where record.step == spectrum?.step:
            predicted = record.predictedClass
            if let predicted, let byDrive { drivePredicted.count(predicted == byDrive) }
        case .response(let record): take(record)
        default: break
        }
    }

    private mutating func take(_ record: ResponseRecord) {
        guard let spectrum, spectrum.step == record.step, let thresholds = config.thresholds.content else { return }
        let index = spectrum.kStarWeighted - 1
        guard index < min(record.functionalR2.count, spectrum.gradientFraction.count) else { return }
        let content = thresholds.driveClass(
            functionalR2: record.functionalR2[index], gradientFraction: spectrum.gradientFraction[index])
        byContent = content
        driveContent.count(content == spectrum.driveClass)
        if let predicted { predictedContent.count(content == predicted) }
    }
}
