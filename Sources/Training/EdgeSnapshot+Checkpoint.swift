package import RunEvents
package import SpectralEdge
package import Transformer

extension EdgeSnapshot {
    /// The snapshot that probes measure, from a checkpoint with or without windows.
    ///
    /// - Parameters:
    ///   - checkpoint: a checkpoint of a run.
    ///   - model: the model of that run.
    ///   - tracked: the tracked parameters of that run.
    /// - Throws: `CheckpointMismatch` where the checkpoint's tensors do not fit the model.
    package init(
        _ checkpoint: Checkpoint, model: TransformerModel, tracked: TrackedParameters
    ) throws(CheckpointMismatch) {
        let tensors = TensorSet(checkpoint.tensors)
        var parameters: [Float] = []
        parameters.reserveCapacity(model.table.count)
        for entry in model.table.entries { parameters += try tensors.floats(entry.name, shape: entry.shape) }
        let range = model.trackedRange(tracked)
        var directions: [[Float]] = []
        for k in 1...SpectrumTracker.followedDirections {
            let name = SpectrumTracker.directionName(k)
            guard tensors.contains(name) else { break }
            directions.append(try tensors.floats(name, shape: [range.count]))
        }
        self.init(
            step: checkpoint.state.step, parameters: parameters, directions: directions, trackedRange: range,
            adam: try Optimization.adamState(of: checkpoint.state, tensors, model.table))
    }
}
