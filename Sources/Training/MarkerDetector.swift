package import RunEvents

/// Finds memorized, grokked and slingshots in a run's evaluations. A pure value: evaluations in, markers out.
///
/// The deciding accuracies decide: of whole sequences for SCAN, of tokens for the other tasks.
package struct MarkerDetector: Sendable {
    private let thresholds: Thresholds
    /// What the next marks depend on. A fall over several evaluations is one event, so that it knows of the one it is
    /// in.
    package private(set) var state: CheckpointState.Markers

    /// - Parameters:
    ///   - thresholds: the accuracies that set marks.
    ///   - state: the marks that are set already, as a checkpoint keeps them; by default none.
    package init(thresholds: Thresholds, state: CheckpointState.Markers = CheckpointState.Markers()) {
        self.thresholds = thresholds
        self.state = state
    }

    /// Markers that this evaluation would set. Where there are any and it stands on a part of the test set, it is to be
    /// repeated on all of it before anything is set.
    package func candidates(_ evaluation: EvaluationRecord) -> [MarkerRecord] {
        var markers: [MarkerRecord] = []
        let train = evaluation.decidingTrainAccuracy
        let test = evaluation.decidingTestAccuracy
        if !state.isMemorized, train >= thresholds.memorized {
            markers.append(
                MarkerRecord(
                    step: evaluation.step, kind: .memorized, accuracy: train, sequences: evaluation.trainSequences))
        }
        if !state.isGrokked, test >= thresholds.grokked {
            markers.append(
                MarkerRecord(
                    step: evaluation.step, kind: .grokked, accuracy: test, sequences: evaluation.testSequences))
        }
        // Before the train set is memorized accuracy goes up and down without anything having been learned yet.
        if state.isMemorized, !state.isFalling, let previous = state.previousTestAccuracy,
            test <= previous - thresholds.slingshotDrop
        {
            markers.append(
                MarkerRecord(
                    step: evaluation.step, kind: .slingshot, accuracy: test, previousAccuracy: previous,
                    sequences: evaluation.testSequences))
        }
        return markers
    }

    /// Takes the evaluation into account and returns the markers that it sets.
    package mutating func take(_ evaluation: EvaluationRecord) -> [MarkerRecord] {
        let markers = candidates(evaluation)
        for marker in markers {
            switch marker.kind {
            case .memorized: state.isMemorized = true
            case .grokked: state.isGrokked = true
            case .slingshot: state.isFalling = true
            }
        }
        let test = evaluation.decidingTestAccuracy
        if let previous = state.previousTestAccuracy, test > previous { state.isFalling = false }
        state.previousTestAccuracy = test
        return markers
    }
}
