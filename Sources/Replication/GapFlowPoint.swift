internal import RunEvents

/// The gap's change over an interval, as the terms of the equation as published predict it from the interval's start,
/// and as it was measured at its end.
struct GapFlowPoint {
    /// Optimizer steps done at the interval's start, where the terms were measured.
    var step: Int
    var predicted: Double
    var measured: Double
    /// Whether k* has changed over the interval: then the two changes are of different gaps.
    var kStarChanged: Bool

    /// How T3 is taken.
    enum Driving {
        /// As the paper defines it: η W (G_k*²/σ_k* − …).
        case literal
        /// Times ηN. σ and g have the size of an update, which is ηN times a gradient; ηN G²/σ, T3 over an interval,
        /// has the size of a gradient. So T3 as defined seems to be off by 1/(ηN).
        case scaled
    }

    static func all(_ run: MeasuredRun, _ driving: Driving) -> [GapFlowPoint] {
        zip(run.gapFlows, run.gapFlows.dropFirst()).compactMap { record, next in
            guard let terms = record.terms, let measured = next.measuredChange,
                next.step == record.step + record.interval
            else { return nil }
            let scale = driving == .literal ? 1 : record.learningRate * Double(record.interval)
            let predicted = Double(record.interval) * (terms.curvature + terms.damping + terms.driving * scale)
            guard predicted.isFinite, measured.isFinite else { return nil }
            return GapFlowPoint(
                step: record.step, predicted: predicted, measured: measured, kStarChanged: next.kStarChanged)
        }
    }

    /// The points whose gap lies where it lay an interval before.
    static func same(_ run: MeasuredRun, _ driving: Driving) -> [GapFlowPoint] {
        all(run, driving).filter { !$0.kStarChanged }
    }

    /// The baseline: the gap's change that would come if the update that entered last entered once more, of the
    /// intervals over which k* stays.
    static func repeated(_ run: MeasuredRun) -> [GapFlowPoint] {
        zip(run.gapLedgers, run.gapLedgers.dropFirst()).compactMap { record, next in
            guard next.step == record.step + record.interval, !next.kStarChanged else { return nil }
            return GapFlowPoint(
                step: record.step, predicted: record.forecastChange, measured: next.gapChange, kStarChanged: false)
        }
    }

    /// The share of points whose two changes have the same sign; nil without points.
    static func rightSigns(_ points: [GapFlowPoint]) -> Double? {
        Statistics.mean(points.map { ($0.predicted < 0) == ($0.measured < 0) ? 1 : 0 })
    }
}
