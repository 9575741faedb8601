internal import Kernels
internal import RunEvents
internal import SpectralEdge
internal import Tasks
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
        if wantsResponse { measureProgress(at: step) }
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
            tokens: meter.tokens, learningRate: config.optimizer.learningRate * optimization.learningRateFactor,
            weightDecay: control.weightDecay)
    }

    /// Answers the probe of progress measures unasked, where the task has them. It is no event that is held against a
    /// recording, so it is not made again while what was recorded is derived.
    private func measureProgress(at step: Int) {
        guard rederivation == nil, config.reasonToRefuse(.progressMeasures) == nil else { return }
        let snapshot = EdgeSnapshot(
            step: step, parameters: optimization.parameters.contents(), directions: [], trackedRange: trackedRange)
        if let record = probeRunner(.progressMeasures, snapshot, { false }, { _ in }) { emit(.probe(record)) }
    }

    /// Hands a copy of θ to whoever wants to look at it. While recorded steps are derived again nobody is answered: the
    /// screen shows a later step.
    ///
    /// - Parameter moment: after an evaluation those are answered too that wait for no moment in particular.
    func answerLooks(_ moment: LookRequest.Moment) {
        guard rederivation == nil else { return }
        let due = looks.take(moment)
        guard !due.isEmpty else { return }
        let snapshot = EdgeSnapshot(
            step: optimization.stepsDone, parameters: optimization.parameters.contents(), directions: [],
            trackedRange: trackedRange)
        for request in due { request.answer(snapshot) }
    }

    private func response(at step: Int, along directions: [[Float]]) -> ResponseRecord? {
        responseRunner(
            EdgeSnapshot(
                step: step, parameters: optimization.parameters.contents(), directions: directions,
                trackedRange: trackedRange))
    }
}
