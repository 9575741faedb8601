package import Console
internal import Probes
package import Recording
package import RunEvents
internal import SpectralEdge
internal import Tasks
internal import Training
internal import Transformer

extension RecordedStep {
    /// Measures a probe of the step.
    ///
    /// - Parameter isCancelled: asked between measurements, on any thread.
    /// - Returns: nil where it was cancelled.
    /// - Throws: `Failure` where the probe is along directions, and the step has none.
    package func measure(
        _ kind: ProbeKind, of reader: RunReader, isCancelled: @Sendable () -> Bool
    ) throws(Failure) -> ProbeRecord? {
        guard !kind.needsDirections || !snapshot.directions.isEmpty else {
            throw .usage("step \(snapshot.step) has no directions: the window held too little by then")
        }
        let data = TaskData(config: reader.config)
        let context = ProbeContext(
            model: TransformerModel(for: reader.config), config: reader.config, test: data.test, train: data.train)
        return ProbeSuite.run(kind, context, snapshot, isCancelled: isCancelled)
    }
}
