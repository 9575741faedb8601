package import RunEvents

/// Estimates the phase of a run from what its training side and its spectra say; the test set is not looked at. A pure
/// value: events in, readings out.
///
/// The rule, with f the gradient fraction of v_1 in the fine window (N/5) and a its alignment:
///
/// - *fitting* until the train accuracy of an evaluation first reaches the run's threshold of memorized;
/// - then *compression* where f ≤ `compressionShare`, *aligned* where f < `learningShare` and a > 0, *learning edge*
///   elsewhere;
/// - *generalizing* is said when `patience` fine windows in a row were aligned or compression, and never taken back.
///
/// The rule says that decay has taken the edge over. The study claims that generalizing goes along with that, and the
/// test accuracy decides how well the rule does. A run without weight decay has f = 1, so the rule never calls it.
package struct LifecycleEstimator: Sendable {
    private let config: RunConfig
    private let rule: LifecycleRule
    private var isMemorized = false
    /// Fine windows in a row, up to the newest, in which decay had a hand in the edge.
    private var streak = 0
    /// What the estimate says now; nil before the first evaluation.
    package private(set) var reading: PhaseReading?

    /// - Parameters:
    ///   - config: the run's, for its threshold of memorized and its fine interval.
    ///   - rule: the constants; the defaults were fitted.
    package init(config: RunConfig, rule: LifecycleRule = LifecycleRule()) {
        self.config = config
        self.rule = rule
    }

    /// Takes the run's next event in.
    ///
    /// - Returns: the new reading, where phase or `generalizingSince` change; nil where only the step does.
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
        // Windows that are still filling say little about an edge.
        guard isMemorized, record.sigma.count >= record.window, let share = record.gradientFraction.first else {
            return
        }
        let phase = rule.phase(gradientFraction: share, alignment: record.alignment.first ?? 0)
        streak = phase == .learningEdge ? 0 : streak + 1
        let since = reading?.generalizingSince ?? (streak >= rule.patience ? record.step : nil)
        reading = PhaseReading(step: record.step, phase: phase, generalizingSince: since)
    }
}
