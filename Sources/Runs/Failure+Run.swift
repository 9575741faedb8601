package import Console
package import Recording
internal import RunEvents
package import Training

extension Failure {
    /// A failure with the error's text, and the exit code of the error's kind.
    package init(_ error: RecordingError) {
        self =
            switch error.kind {
            case .data: .data("\(error)")
            case .inputOutput: .inputOutput("\(error)")
            case .noInput: .noInput("\(error)")
            case .busy: .temporary("\(error)")
            case .usage: .usage("\(error)")
            }
    }

    /// The failure that a training's end means.
    ///
    /// - Parameters:
    ///   - end: how the training ended; nil where nothing was trained.
    ///   - folder: the recording, which the message then names; nil where there is none.
    /// - Returns: nil where the run's end was no failure, or nothing was trained.
    package init?(_ end: TrainingEnd?, of folder: RunFolder? = nil) {
        switch end {
        case .finished(let record) where record.reason == .notFinite:
            self = .run("step \(record.step): the \(record.detail ?? "loss") is not a finite number; training stopped")
        case .diverged(let divergence):
            let place = folder.map { "\($0.path): " } ?? ""
            self = .run("\(place)what was recorded cannot be derived again here: \(DivergenceText.line(divergence))")
        case .finished, .abandoned, nil: return nil
        }
    }
}
