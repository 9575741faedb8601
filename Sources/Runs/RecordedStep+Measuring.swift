package import Console
internal import Probes
package import Recording
package import RunEvents
internal import SpectralEdge
internal import Tasks
package import Training

extension RecordedStep {
    /// Makes one measurement of the step.
    ///
    /// - Parameters:
    ///   - kind: the measurement.
    ///     - reader: the recording of the run.
    ///     - job: the request; it can be cancelled, and receives the share that is done.
    ///   - progress: receives the share that is done, from 0 to 1, on any thread.
    /// - Returns: nil where it was cancelled.
    /// - Throws: `Failure` where the task has nothing that the measurement measures, or where it needs directions and
    ///   the step has none.
    package func measure(
        _ kind: MeasurementKind, of reader: RunReader, _ job: MeasurementJob, progress: (Double) -> Void = { _ in }
    ) throws(Failure) -> ProbeRecord? {
        guard let config = reader.run.config else { preconditionFailure("a step of a run that groktop cannot train") }
        if let reason = config.reasonToRefuse(kind) { throw .usage(reason) }
        guard !kind.needsDirections || !snapshot.directions.isEmpty else {
            throw .usage("step \(snapshot.step) has no directions: its window held too few updates")
        }
        let context = ProbeContext(of: config)
        return MeasurementMaker.measure(
            kind, context, snapshot, isCancelled: { job.isCancelled },
            progress: {
                job.report($0); progress($0)
            })
    }
}
