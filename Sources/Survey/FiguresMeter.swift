internal import Lifecycle
package import RunEvents

/// Finds a run's figures in its events. A pure value: events in, figures out.
package struct FiguresMeter: Sendable {
    private let spectrum: SpectrumConfig
    private var estimator: LifecycleEstimator?
    private var found = RunFigures()
    private var evaluations = 0
    /// Every so many evaluations one is a point of the curve.
    private var stride = 1

    /// The most points of a curve. Where there are more, every second one goes, so that runs of one plan keep points at
    /// common steps.
    private static let mostPoints = 256
    /// The directions that are called the edge in an ablation.
    private static let edge = [1, 2]

    /// Nothing has happened yet.
    ///
    /// - Parameter run: what the run is.
    package init(_ run: RunDescription) {
        spectrum = run.spectrum
        estimator = run.config.map { LifecycleEstimator(config: $0) }
    }

    /// The figures after the events so far.
    package var figures: RunFigures {
        var figures = found
        figures.calledAt = estimator?.reading?.generalizingSince
        return figures
    }

    /// Takes the run's next event in.
    package mutating func take(_ event: RunEvent) {
        estimator?.take(event)
        switch event {
        case .evaluation(let record): take(record)
        case .spectrum(let record): take(record)
        case .marker(let record):
            switch record.kind {
            case .memorized: found.memorizedAt = found.memorizedAt ?? record.step
            case .grokked: found.grokkedAt = found.grokkedAt ?? record.step
            case .slingshot: break
            }
        case .probe(let probe):
            guard let record = probe.as(AblationRecord.self),
                let removal = record.removals.first(where: { $0.directions == Self.edge })
            else { return }
            (found.ablationStep, found.ablationChange) = (record.step, removal.accuracyChange)
        default: break
        }
    }

    private mutating func take(_ record: EvaluationRecord) {
        let accuracy = record.decidingTestAccuracy
        found.lastTestAccuracy = accuracy
        found.bestTestAccuracy = max(found.bestTestAccuracy ?? accuracy, accuracy)
        found.parameterNorm = record.parameterNorm
        defer { evaluations += 1 }
        guard evaluations.isMultiple(of: stride) else { return }
        found.curve.append(RunFigures.CurvePoint(step: record.step, accuracy: Float(accuracy)))
        guard found.curve.count > Self.mostPoints else { return }
        found.curve = found.curve.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        stride *= 2
    }

    private mutating func take(_ record: SpectrumRecord) {
        // A window that still fills says little about an edge.
        guard record.sigma.count >= record.window else { return }
        if record.interval == spectrum.fineInterval { found.fineClass = record.driveClass }
        guard record.interval == spectrum.interval else { return }
        (found.paperClass, found.gapRatio, found.kStar) = (record.driveClass, record.gapRatio, record.kStarWeighted)
    }
}
