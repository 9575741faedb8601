internal import Kernels
internal import SpectralEdge
internal import Transformer

/// A snapshot's parameters, which can be moved, together with an evaluator to measure the model on test sequences.
///
/// Only one thread may use it at a time: a probe that measures on two threads has two (`ProbeLanes`).
final class ProbeBench {
    let evaluator: Evaluator
    private let parameters: MovableParameters

    /// Makes a bench.
    ///
    /// - Parameter purpose: `.inspection` to look at every layer during a measurement.
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
