package import Probes
package import RunEvents
package import Tasks
internal import Training
internal import Transformer

extension ProbeContext {
    /// Everything that the probes of a run share: its model, its sequences and its coordinate.
    ///
    /// - Parameters:
    ///   - config: the run's configuration.
    ///   - data: the run's data; nil where they are still to be generated.
    /// - Precondition: the configuration can be trained here (`RunConfig.problem`).
    package init(of config: RunConfig, data: TaskData? = nil) {
        let data = data ?? TaskData(config: config)
        self.init(model: TransformerModel(for: config), config: config, test: data.test, train: data.train)
    }
}
