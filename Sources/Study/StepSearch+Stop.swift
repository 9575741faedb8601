internal import Console
internal import Recording
internal import Reports
internal import RunEvents
internal import Runs
internal import SpectralEdge

extension StepSearch {
    /// The snapshot of a recorded step, derived again where it has no checkpoint.
    ///
    /// - Throws: `Failure` where there is no such step, or the replication is stopped on the way; errors of reading.
    static func snapshot(
        _ step: Int, of reader: RunReader, until stop: ReplicationStop
    ) async throws -> EdgeSnapshot {
        try await find(step, of: reader) { event in
            if stop.isStopped { throw Failure(message: "stopped at step \(event.step)", exitCode: 1) }
        }.snapshot
    }
}
