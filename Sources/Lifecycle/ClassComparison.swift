package import RunEvents

/// The three classes of the edge as a run goes on, and how often they agree: a pure value that takes events.
///
/// All three belong to the paper's window. There is a class by drive at every interval, a predicted class where the gap
/// flow was measured, and a class by content where the functional R² of v_k* was measured.
package struct ClassComparison: Sendable {
    private let config: RunConfig
    /// The newest spectrum of the paper's window; the other classes are compared with its class.
    private var spectrum: SpectrumRecord?
    /// The newest class by drive; nil before the paper's window is full.
    package private(set) var byDrive: DriveClass?
    /// The class that the gap flow predicts for the newest spectrum; nil where there is none.
    package private(set) var predicted: DriveClass?
    /// The newest class by content; nil before the first.
    package private(set) var byContent: DriveClass?
    /// How often the class by drive and the predicted class agreed, over all intervals that had both.
    package private(set) var drivePredicted = Agreement()
    /// How often the class by drive and the class by content agreed.
    package private(set) var driveContent = Agreement()
    /// How often the predicted class and the class by content agreed.
    package private(set) var predictedContent = Agreement()

    /// Starts before the run's first event.
    package init(config: RunConfig) {
        self.config = config
    }

    /// Takes the run's next event; all kinds but spectra, gap flows and responses change nothing.
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
