internal import Kernels
internal import SpectralEdge
internal import Transformer

/// A model on a bench: a snapshot's parameters, which can be moved and measured again, and the data to measure on.
///
/// Used by one thread at a time: probes that measure on two have two (`ProbeLanes`).
final class ProbeBench {
    let evaluator: Evaluator
    private let parameters: MovableParameters

    /// - Parameter purpose: `.inspection` to look at every layer while measuring.
    init(
        model: TransformerModel, sequences: ArraySlice<LabelledSequence>, snapshot: EdgeSnapshot,
        purpose: TransformerWorkspace.Purpose = .evaluation
    ) {
        parameters = MovableParameters(model: model, snapshot: snapshot)
        evaluator = Evaluator(
            model: model, pool: WorkerPool(threadCount: 1), sequences: sequences, purpose: purpose)
    }

    var snapshot: EdgeSnapshot { parameters.snapshot }
    /// ‖θ_S‖.
    var trackedNorm: Double { parameters.trackedNorm }
    /// θ_S of the snapshot.
    var tracked: ArraySlice<Float> { parameters.tracked }

    /// The parameters with θ_S + scale · direction in place of θ_S.
    func moved(along direction: [Double], by scale: Double) -> TransformerParameters {
        parameters.moved(along: direction, by: scale)
    }

    /// The snapshot's own parameters.
    func unmoved() -> TransformerParameters { parameters.unmoved() }
}
