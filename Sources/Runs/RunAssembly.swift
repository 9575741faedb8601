internal import Kernels
internal import Probes
package import RunEvents
package import SpectralEdge
internal import Tasks
package import Training

/// Puts a run together: the trainer, with the probes that it can be asked for.
package enum RunAssembly {
    /// The kernels that OpenBLAS has picked on this machine.
    static var blasCore: String { MatrixProduct.coreName }

    /// Random directions beside functional R² as a run goes on: a probe has three.
    private static let responseControls = 1

    /// A trainer with its data, its probes and the meter of functional R².
    ///
    /// - Throws: where the checkpoint to start from is not one of this run.
    package static func trainer(_ config: RunConfig, _ options: TrainerOptions) throws(CheckpointMismatch) -> Trainer {
        let data = TaskData(config: config)
        let context = ProbeContext(of: config, data: data)
        let meter = ResponseMeter(context, threads: options.threads, controls: responseControls)
        return try Trainer(
            config: config, data: data, options: options,
            probeRunner: { MeasurementMaker.measure($0, context, $1, isCancelled: $2, progress: $3) },
            responseRunner: { meter.measure($0, isCancelled: { false }).flatMap(ResponseRecord.init) })
    }
}
