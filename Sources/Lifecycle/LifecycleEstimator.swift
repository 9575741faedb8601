package import RunEvents

/// Estimates the phase of a run from its train accuracy and its spectra, without the test set. It is a pure value that
/// takes events and gives readings.
///
/// The rule, with f the gradient fraction of v_1 in the fine window (N/5) and a its alignment:
///
/// - *fitting* until the train accuracy of an evaluation first reaches the run's threshold of memorized;
/// - then *compression* where f ≤ `compressionShare`, *aligned* where f < `learningShare` and a > 0, *learning edge*
///   elsewhere;
/// - *generalizing* once `patience` fine windows in a row were aligned or compression; the estimate never takes it
///   back.
///
/// A run without weight decay has f = 1, so the rule never calls it generalizing: the rule detects that decay has taken
/// over the edge, which is what the study claims to go along with generalizing. It is scored against the test accuracy
/// as such.
package struct LifecycleEstimator: Sendable {
    private let config: RunConfig
    private let rule: LifecycleRule
    private var isMemorized = false
    /// How many fine windows in a row, up to the newest, were aligned or compression.
    private var streak = 0
    /// The newest reading; nil before the first event that gives one.
    package private(set) var reading: PhaseReading?

    /// Starts before the run's first event.
    package init(config: RunConfig, rule: LifecycleRule = LifecycleRule()) {
        self.config = config
        self.rule = rule
    }

    /// Takes the run's next event.
    ///
    /// - Returns: the new reading, where the event changes its phase or `generalizingSince`; nil where only its step
    ///   changes.
    @discardableResult
    package mutating func take(_ event: RunEvent) -> PhaseReading? {
        let before = reading
        switch event {
        case .evaluation(let record):
            if record.decidingTrainAccuracy >= config.thresholds.memorized { isMemorized = true }
            if !isMemorized { reading = PhaseReading(step: record.step, phase: .fitting, generalizingSince: nil) }
        case .spectrum(let record) where record.interval == config.spectrum.fineInterval:
            take(record)
        default: return nil
        }
        guard reading?.phase != before?.phase || reading?.generalizingSince != before?.generalizingSince else {
            return nil
        }
        return reading
    }

    private mutating func take(_ record: SpectrumRecord) {
        // A window that is not full yet says little about an edge.
        guard isMemorized, record.sigma.count >= record.window, let share = record.gradientFraction.first else {
            return
        }
        let phase = rule.phase(gradientFraction: share, alignment: record.alignment.first ?? 0)
        streak = phase == .learningEdge ? 0 : streak + 1
        let since = reading?.generalizingSince ?? (streak >= rule.patience ? record.step : nil)
        reading = PhaseReading(step: record.step, phase: phase, generalizingSince: since)
    }
}
