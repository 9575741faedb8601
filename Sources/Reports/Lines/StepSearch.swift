internal import Console
package import Recording
package import RunEvents
package import Runs

/// A step of a recorded run for a command, with progress on standard error.
package enum StepSearch {
    /// Says there too that a checkpoint is damaged, where the step is derived again instead.
    ///
    /// - Parameters:
    ///   - step: nil for the newest checkpoint's.
    ///   - checkEvent: hears every event on the way; what it throws ends it.
    /// - Throws: `Failure` where there is no such step, what reading throws, and `checkEvent`.
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
