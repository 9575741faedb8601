internal import Kernels
internal import RunEvents
internal import SpectralEdge
internal import Transformer

/// The measurements along the edge that a run makes as it trains. They only read θ and the windows, and change nothing
/// in the run.
extension Trainer {
    /// Makes the measurements that are due. It is called after the spectra of a step.
    func measureEdge(at step: Int) {
        guard let measurements = config.spectrum.measurements else { return }
        for record in tracker.windowRecords(at: step) { emit(.window(record)) }
        guard step % config.spectrum.interval == 0 else { return }
        if measurements.gapLedger, let record = tracker.gapLedger(at: step) { emit(.gapLedger(record)) }
        let wantsGapFlow = gapFlowMeter != nil
        let wantsResponse =
            measurements.responseIntervals > 0
            && step % (config.spectrum.interval * measurements.responseIntervals) == 0
        guard wantsGapFlow || wantsResponse else { return }
        let directions = tracker.directions()
        guard !directions.isEmpty else { return }
        if let gapFlowMeter, let record = gapFlow(at: step, along: directions, gapFlowMeter) { emit(.gapFlow(record)) }
        if wantsResponse, let record = response(at: step, along: directions) { emit(.response(record)) }
    }

    /// Measures the terms of the gap flow.
    ///
    /// - Returns: nil where a figure is not finite, because the loss near θ is not.
    private func gapFlow(at step: Int, along directions: [[Float]], _ meter: GapFlowMeter) -> GapFlowRecord? {
        let along = meter.along(directions, at: optimization.parameters)
        guard along.allSatisfy({ $0.curvature.isFinite && $0.slope.isFinite }) else { return nil }
        return tracker.gapFlow(
            at: step, curvatures: along.map(\.curvature), slopes: along.map(\.slope), sequences: meter.sequences,
            tokens: meter.tokens, learningRate: config.optimizer.learningRate, weightDecay: control.weightDecay)
    }

    private func response(at step: Int, along directions: [[Float]]) -> ResponseRecord? {
        responseRunner(
            EdgeSnapshot(
                step: step, parameters: optimization.parameters.contents(), directions: directions,
                trackedRange: trackedRange))
    }
}
