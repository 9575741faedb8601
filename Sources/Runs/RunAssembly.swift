internal import Kernels
internal import Probes
package import RunEvents
package import SpectralEdge
internal import Tasks
package import Training

/// Makes a trainer together with the data and the probes of its run.
package enum RunAssembly {
    /// The name of the kernels that OpenBLAS has picked on this machine, such as `Haswell`.
    static var blasCore: String { MatrixProduct.coreName }

    /// Random directions that are measured beside functional R² during training. A probe has three.
    private static let responseControls = 1

    /// A trainer with the run's data, its probes and its meter of functional R².
    ///
    /// - Throws: `CheckpointMismatch` where the checkpoint to start from does not belong to this run.
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
