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
            throw .usage(Self.noDirections(at: snapshot.step, config))
        }
        let context = ProbeContext(of: config)
        return MeasurementMaker.measure(
            kind, context, snapshot, isCancelled: { job.isCancelled },
            progress: {
                job.report($0); progress($0)
            })
    }

    /// Why a step has no directions to measure along.
    package static func noDirections(at step: Int, _ config: RunConfig) -> String {
        let first = SpectrumTracker.firstDirections(config.spectrum)
        return "step \(step) has no directions: the first step that has some is \(first), when the window of "
            + "N = \(config.spectrum.interval) holds two updates"
    }
}
