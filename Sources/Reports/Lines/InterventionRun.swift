internal import Console
internal import Foundation
package import Recording
package import RunEvents
package import Runs
internal import Synchronization

/// Runs an intervention for the command line: progress goes to standard error, and Ctrl-C cancels.
package enum InterventionRun {
    /// Trains and measures the forks.
    ///
    /// - Throws: `Failure` where a fork fails or a signal interrupts; `RecordingError`.
    package static func run(_ intervention: Intervention, on parent: RunReader, threads: Int) async throws
        -> InterventionRecord
    {
        let line = Mutex(ProgressLine())
        let work = Task {
            try await intervention.run(on: parent, threads: threads, observer: .lines) { progress in
                guard progress.secondsLeft != nil else { return }
                line.withLock { $0.show { InterventionText.line(progress) } }
            }
        }
        let interruption = Interruption { work.cancel() }
        defer { interruption.cancel() }
        let result = await work.result
        line.withLock { $0.clear() }
        do {
            return try result.get()
        } catch is CancellationError {
            throw interruption.failure(
                "; groktop probe \(MeasurementKind.intervention.command) goes on with the forks that are there")
        }
    }
}
