/// A run at one step boundary: all that it takes to go on with the same bits.
package struct Checkpoint: Sendable, Equatable {
    package var state: CheckpointState
    /// Parameters, by the names that PyTorch's modules give them; Adam's moments, behind `optimizer.exp_avg.` and
    /// `optimizer.exp_avg_sq.`; and `spectral_edge.v1` … `v4`, the directions that probes move along ([P] each; none
    /// before there are two updates).
    package var tensors: [Tensor]
    /// The updates in the windows of the spectral edge. Without them (nil: they take most of the room, and are the
    /// first to go) a checkpoint can be looked at and probed, but not gone on from with the same spectra.
    package var windows: [Tensor]?

    package init(state: CheckpointState, tensors: [Tensor], windows: [Tensor]?) {
        self.state = state
        self.tensors = tensors
        self.windows = windows
    }
}
