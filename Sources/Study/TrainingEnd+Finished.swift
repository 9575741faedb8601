internal import RunEvents
internal import Training

extension TrainingEnd {
    /// Whether all steps of the run were trained.
    var isFinished: Bool { if case .finished(let record) = self { record.reason == .completed } else { false } }
}
