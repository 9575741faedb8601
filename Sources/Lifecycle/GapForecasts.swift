package import RunEvents

/// Two forecasts of the gap's next change, scored as a run goes on: that of the gap flow as published, and the baseline
/// that the next update is the last one once more. A pure value: events in.
///
/// A forecast that is made at step s is held against g(s+N) − g(s), where the window was full at s and k* is the same
/// at both ends. Elsewhere it was of another change than the one that came.
package struct GapForecasts: Sendable, Equatable {
    private let spectrum: SpectrumConfig
    /// N (T1 + T2 + T3) of the gap flow as published.
    package private(set) var published = ForecastScore()
    /// What the gap changes by when the newest update enters once more.
    package private(set) var repeated = ForecastScore()
    private var openPublished: Open?
    private var openRepeated: Open?

    private struct Open: Equatable {
        let step: Int
        let change: Double
    }

    /// - Parameter spectrum: the run's windows.
    package init(_ spectrum: SpectrumConfig) { self.spectrum = spectrum }

    /// Takes the run's next event in.
    package mutating func take(_ event: RunEvent) {
        switch event {
        case .gapFlow(let record):
            score(&published, openPublished, at: record.step, record.measuredChange, moved: record.kStarChanged)
            openPublished = open(record.step, record.predictedChange)
        case .gapLedger(let record):
            score(&repeated, openRepeated, at: record.step, record.gapChange, moved: record.kStarChanged)
            openRepeated = open(record.step, record.forecastChange)
        default: break
        }
    }

    private func score(_ score: inout ForecastScore, _ open: Open?, at step: Int, _ change: Double?, moved: Bool) {
        // A stream of events may hold any step.
        guard let open, let change, !moved, open.step == step &- spectrum.interval else { return }
        score.count(forecast: open.change, change: change)
    }

    private func open(_ step: Int, _ change: Double?) -> Open? {
        guard let change, spectrum.interval > 0, step / spectrum.interval >= spectrum.window else { return nil }
        return Open(step: step, change: change)
    }
}
