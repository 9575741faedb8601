package import RunEvents

/// Finds the marks memorized, grokked and slingshot in a run's evaluations. It is a pure value: it takes evaluations
/// and returns marks.
///
/// It uses the deciding accuracies: those of whole sequences for SCAN, those of tokens for the other tasks.
package struct MarkerDetector: Sendable {
    private let thresholds: Thresholds
    /// The state that the next marks depend on. It also holds whether the accuracy is falling, because a fall over
    /// several evaluations is one slingshot.
    package private(set) var state: CheckpointState.Markers

    /// - Parameters:
    ///   - thresholds: the accuracies that set marks.
    ///   - state: the marks that are set already, as a checkpoint keeps them; by default none.
    package init(thresholds: Thresholds, state: CheckpointState.Markers = CheckpointState.Markers()) {
        self.thresholds = thresholds
        self.state = state
    }

    /// The marks that this evaluation would set. If there are any, and only a part of the test set was evaluated, the
    /// caller repeats the evaluation on the whole test set before it sets a mark.
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
        // Before the train set is memorized, the accuracy rises and falls although nothing has been learned yet.
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

    /// Takes the evaluation into account and returns the marks that it sets.
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
