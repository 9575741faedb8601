internal import Foundation
package import Recording
internal import RunEvents
internal import Runs

/// The interventions that were requested from a recorded run and have no answer. Those of `--at` wait for the run's
/// end; others were interrupted when a process was killed.
package enum OpenInterventions {
    /// Makes the interventions one after the other, prints each answer, and adds it to the recording.
    ///
    /// - Returns: how many there were.
    /// - Throws: `Failure` where a fork fails or a signal interrupts (the same call continues later); `RecordingError`.
    @discardableResult
    package static func answer(_ folder: RunFolder, _ format: EventFormat, threads: Int) async throws -> Int {
        let steps = try OpenRequests(RunReader(folder).events().map(\.event)).interventions
        for step in steps {
            let record = try await InterventionRun.run(
                Intervention(step: step), on: RunReader(folder), threads: threads)
            for line in try format.lines(record, of: folder.name) { try format.print(line) }
            try LateEvent.add(.intervention(record), to: folder)
        }
        return steps.count
    }
}
