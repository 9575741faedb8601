internal import Kernels
internal import SpectralEdge
internal import Transformer

/// A model on a bench: a snapshot's parameters, which can be moved and measured again, and the data to measure on.
///
/// Single-threaded by intent: a probe goes on beside training, and takes one core's leftovers rather than two cores' time.
final class ProbeBench {
    let snapshot: EdgeSnapshot
    /// Norm of θ_S.
    let trackedNorm: Double
    let evaluator: Evaluator

    private let parameters: Arena
    private let views: TransformerParameters

    /// - Parameter purpose: `.inspection` to look at every layer while measuring.
    init(
        model: TransformerModel, sequences: ArraySlice<LabelledSequence>, snapshot: EdgeSnapshot,
        purpose: TransformerWorkspace.Purpose = .evaluation
    ) {
        self.snapshot = snapshot
        parameters = Arena(count: model.table.count)
        parameters.replaceContents(with: snapshot.parameters)
        views = model.views(parameters.base)
        evaluator = Evaluator(
            model: model, pool: WorkerPool(threadCount: 1), sequences: sequences, purpose: purpose)
        trackedNorm = DotProducts.norm(
            UnsafeBufferPointer(rebasing: UnsafeBufferPointer(parameters.buffer)[snapshot.trackedRange]))
    }

    /// θ_S of the snapshot.
    var tracked: ArraySlice<Float> { snapshot.parameters[snapshot.trackedRange] }

    /// The parameters with θ_S + scale · direction in place of θ_S, rounded once from double. Everything else is as in the
    /// snapshot.
    func moved(along direction: [Double], by scale: Double) -> TransformerParameters {
        precondition(direction.count == snapshot.trackedRange.count, "a direction of \(direction.count) floats")
        let start = snapshot.trackedRange.lowerBound
        for index in direction.indices {
            parameters.base[start + index] = Float(
                Double(snapshot.parameters[start + index]) + scale * direction[index])
        }
        return views
    }

    /// The snapshot's own parameters.
    func unmoved() -> TransformerParameters {
        parameters.replaceContents(with: snapshot.parameters)
        return views
    }
}
