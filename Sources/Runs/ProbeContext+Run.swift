package import Probes
package import RunEvents
package import Tasks
internal import Training
internal import Transformer

extension ProbeContext {
    /// What the probes of a run share.
    ///
    /// - Parameter data: the run's data, where it has been made already.
    /// - Precondition: the configuration can be trained here (`RunConfig.problem`).
    package init(of config: RunConfig, data: TaskData? = nil) {
        let data = data ?? TaskData(config: config)
        self.init(model: TransformerModel(for: config), config: config, test: data.test, train: data.train)
    }
}
