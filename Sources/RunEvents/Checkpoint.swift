/// A run at one step boundary: all that it takes to continue with the same bits.
package struct Checkpoint: Sendable, Equatable {
    /// The step, the generators and the markers at that boundary.
    package var state: CheckpointState
    /// The model and the optimizer: parameters under the names of PyTorch's modules; Adam's moments under
    /// `optimizer.exp_avg.` and `optimizer.exp_avg_sq.`; and `spectral_edge.v1` … `v4`, the directions that probes move
    /// along ([P] each; none before there are two updates).
    package var tensors: [Tensor]
    /// The updates in the windows of the spectral edge. They take the most space and are the first part to be removed;
    /// nil then. A checkpoint without them can be looked at and probed, but a run that continues from it has other
    /// spectra.
    package var windows: [Tensor]?

    /// Whether a tensor of this name is a parameter of the model, and not kept beside it.
    package static func isParameter(_ name: String) -> Bool {
        !name.hasPrefix("optimizer.") && !name.hasPrefix("spectral_edge.")
    }

    /// Makes a checkpoint from its members, which it does not check.
    package init(state: CheckpointState, tensors: [Tensor], windows: [Tensor]?) {
        self.state = state
        self.tensors = tensors
        self.windows = windows
    }
}
