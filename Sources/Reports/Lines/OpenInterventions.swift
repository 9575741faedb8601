internal import Foundation
package import Recording
internal import RunEvents
internal import Runs

/// The interventions that a recorded run was asked for and that nobody has made yet: those of `--at`, which wait for
/// the run's end, and those that a kill has ended.
package enum OpenInterventions {
    /// Makes them one after the other, prints each, and adds it to the recording.
    ///
    /// - Returns: how many there were.
    /// - Throws: `Failure`, also where it was interrupted: the same call goes on then. `RecordingError`.
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
