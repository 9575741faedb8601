package import Console
internal import Probes
package import Recording
package import RunEvents
internal import SpectralEdge
internal import Tasks
package import Training

extension RecordedStep {
    /// Measures a probe of the step.
    ///
    /// - Parameters:
    ///   - job: the request; its progress is reported.
    ///   - progress: gets the share that is done, on any thread.
    /// - Returns: nil where it was cancelled.
    /// - Throws: `Failure` where the run's task has nothing that the probe measures, or the probe is along directions and the step
    ///   has none.
    package func measure(
        _ kind: MeasurementKind, of reader: RunReader, _ job: MeasurementJob, progress: (Double) -> Void = { _ in }
    ) throws(Failure) -> ProbeRecord? {
        if let reason = reader.config.reasonToRefuse(kind) { throw .usage(reason) }
        guard !kind.needsDirections || !snapshot.directions.isEmpty else {
            throw .usage("step \(snapshot.step) has no directions: the window held too little by then")
        }
        let context = ProbeContext(of: reader.config)
        return MeasurementMaker.measure(
            kind, context, snapshot, isCancelled: { job.isCancelled },
            progress: {
                job.report($0); progress($0)
            })
    }
}
