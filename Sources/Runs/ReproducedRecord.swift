internal import RunEvents
internal import Training

/// The recorded events of a run that deriving it again reproduces, in order. They also say whether a checkpoint can
/// belong to the run.
struct ReproducedRecord: Sendable {
    let config: RunConfig
    /// The events; `isReproduced` is true for each.
    let events: [RunEvent]

    /// Why a checkpoint cannot belong to this run, in a few words; nil where it can.
    func problem(_ state: CheckpointState) -> String? {
        let fewest = events.prefix { $0.step < state.step }.count
        let most = events.prefix { $0.step <= state.step }.count
        guard (fewest...most).contains(state.reproducedEvents) else {
            let range = "\(fewest) to \(most)"
            return "its state is after \(state.reproducedEvents) events, where step \(state.step) came after \(range)"
        }
        let (weightDecay, lastNonzero) = weightDecays(after: state.reproducedEvents)
        if state.weightDecay != weightDecay {
            return "its weight decay is \(state.weightDecay), where the run's was \(weightDecay)"
        }
        if state.lastNonzeroWeightDecay != lastNonzero {
            return "its last weight decay but 0 is \(state.lastNonzeroWeightDecay), where the run's was \(lastNonzero)"
        }
        let adamSteps = adamSteps(at: state.step, after: state.reproducedEvents)
        if (state.adamSteps ?? state.step) != adamSteps {
            return "its optimizer counts \(state.adamSteps ?? state.step) steps, where the run's counted \(adamSteps)"
        }
        return markers(after: state.reproducedEvents) == state.markers ? nil : "its marks are not the run's"
    }

    private func markers(after count: Int) -> CheckpointState.Markers {
        var detector = MarkerDetector(thresholds: config.thresholds)
        for case .evaluation(let record) in events.prefix(count) { _ = detector.take(record) }
        return detector.state
    }

    /// The steps at `step` that Adam's bias correction counts: those since the optimizer was last made anew. Only the
    /// first `count` events are considered.
    private func adamSteps(at step: Int, after count: Int) -> Int {
        let fresh = events.prefix(count).last { event in
            if case .command(let record) = event { record.command == .freshOptimizer } else { false }
        }
        return step - (fresh?.step ?? 0)
    }

    /// ω after the first `count` events, and the ω that "on" would set there.
    private func weightDecays(after count: Int) -> (now: Double, lastNonzero: Double) {
        var now = config.optimizer.weightDecay
        var lastNonzero = now > 0 ? now : 1
        for case .command(let record) in events.prefix(count) {
            now = record.weightDecay
            if now > 0 { lastNonzero = now }
        }
        return (now, lastNonzero)
    }
}
