internal import Kernels
internal import Probes
internal import RunEvents
internal import SpectralEdge
internal import Tasks
internal import Training
internal import Transformer

/// Puts a run together: the trainer, with the probes that it can be asked for.
enum RunAssembly {
    /// The kernels that OpenBLAS has picked on this machine.
    static var blasCore: String { MatrixProduct.coreName }

    static func trainer(_ config: RunConfig, _ options: TrainerOptions) throws(CheckpointMismatch) -> Trainer {
        let data = TaskData(config: config)
        let context = ProbeContext(model: TransformerModel(for: config), config: config, test: data.test, train: data.train)
        return try Trainer(config: config, data: data, options: options) { kind, snapshot, isCancelled in
            ProbeSuite.run(kind, context, snapshot, isCancelled: isCancelled)
        }
    }
}
