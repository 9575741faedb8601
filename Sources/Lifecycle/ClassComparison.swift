package import RunEvents

/// The three classes of the edge, side by side as a run goes on, and how often they agree. A pure value: events in.
///
/// All are of the paper's window: by drive at every interval, predicted by the gap flow where there is one, and by
/// content where functional R² of v_k* was measured.
package struct ClassComparison: Sendable {
    private let config: RunConfig
    /// The newest spectrum of the paper's window, which the others are held against.
    private var spectrum: SpectrumRecord?
    /// The newest class by drive: by the gradient fraction of v_k*.
    package private(set) var byDrive: DriveClass?
    /// The class that the gap flow predicts at the newest interval; nil where it predicts none.
    package private(set) var predicted: DriveClass?
    /// The newest class by content: by functional R² and gradient fraction of v_k*.
    package private(set) var byContent: DriveClass?
    /// How often the class by drive was the predicted one, over all intervals that had both.
    package private(set) var drivePredicted = Agreement()
    /// How often the classes by drive and by content were the same.
    package private(set) var driveContent = Agreement()
    /// How often the predicted class was that by content.
    package private(set) var predictedContent = Agreement()

    /// - Parameter config: the run's, for its window and its thresholds of content.
    package init(config: RunConfig) {
        self.config = config
    }

    /// Takes the run's next event in. Events of the same step come in the order spectrum, gap flow, response.
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
        let (k, directions) = (spectrum.kStarWeighted, min(record.functionalR2.count, spectrum.gradientFraction.count))
        guard k >= 1, k <= directions else { return }
        let index = k - 1
        let content = thresholds.driveClass(
            functionalR2: record.functionalR2[index], gradientFraction: spectrum.gradientFraction[index])
        byContent = content
        driveContent.count(content == spectrum.driveClass)
        if let predicted { predictedContent.count(content == predicted) }
    }
}
