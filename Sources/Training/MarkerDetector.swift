package import RunEvents

/// Finds memorized, grokked and slingshots in a run's evaluations. A pure value: evaluations in, markers out.
///
/// The deciding accuracies decide: of whole sequences for SCAN, of tokens for the other tasks.
package struct MarkerDetector: Sendable {
    private let thresholds: Thresholds
    private var isMemorized = false
    private var isGrokked = false
    private var previousTestAccuracy: Double?
    /// In a slingshot that has not turned yet: a fall over several evaluations is one event.
    private var isFalling = false

    package init(thresholds: Thresholds) {
        self.thresholds = thresholds
    }

    /// Markers that this evaluation would set. Where there are any and it stands on a part of the test set, it is to be
    /// repeated on all of it before anything is set.
    package func candidates(_ evaluation: EvaluationRecord) -> [MarkerRecord] {
        var markers: [MarkerRecord] = []
        let train = evaluation.decidingTrainAccuracy
        let test = evaluation.decidingTestAccuracy
        if !isMemorized, train >= thresholds.memorized {
            markers.append(
                MarkerRecord(
                    step: evaluation.step, kind: .memorized, accuracy: train, sequences: evaluation.trainSequences))
        }
        if !isGrokked, test >= thresholds.grokked {
            markers.append(
                MarkerRecord(
                    step: evaluation.step, kind: .grokked, accuracy: test, sequences: evaluation.testSequences))
        }
        // Before the train set is memorized accuracy goes up and down without anything having been learned yet.
        if isMemorized, !isFalling, let previous = previousTestAccuracy, test <= previous - thresholds.slingshotDrop {
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
            case .memorized: isMemorized = true
            case .grokked: isGrokked = true
            case .slingshot: isFalling = true
            }
        }
        let test = evaluation.decidingTestAccuracy
        if let previous = previousTestAccuracy, test > previous { isFalling = false }
        previousTestAccuracy = test
        return markers
    }
}
