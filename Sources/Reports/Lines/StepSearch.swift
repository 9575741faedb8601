internal import Console
package import Recording
package import RunEvents
package import Runs

/// Finds a step of a recorded run for a command, with progress on standard error.
package enum StepSearch {
    /// Finds the step's checkpoint, or derives the step again. If the checkpoint is damaged, a line on standard error
    /// says so.
    ///
    /// - Parameters:
    ///   - step: the step; nil for that of the newest checkpoint.
    ///   - checkEvent: receives every event on the way. An error that it throws ends the search.
    /// - Throws: `Failure` where there is no such step; errors of reading; errors of `checkEvent`.
    package static func find(
        _ step: Int?, of reader: RunReader, checkEvent: (RunEvent) throws -> Void = { _ in }
    ) async throws -> RecordedStep {
        var progress = ProgressLine(steps: step ?? 0, purpose: "deriving again")
        defer { progress.clear() }
        return try await RecordedStep.find(step, of: reader) { error in
            StandardError.line("groktop: \(error); deriving step \(step ?? 0) again instead")
        } progress: { event in
            try checkEvent(event)
            progress.show(event)
        }
    }
}
