internal import Kernels
internal import SpectralEdge
internal import Transformer

/// A snapshot's parameters, and a copy of them that can be moved along directions of θ_S.
final class MovableParameters {
    let snapshot: EdgeSnapshot
    /// ‖θ_S‖.
    let trackedNorm: Double

    private let parameters: Arena
    private let views: TransformerParameters

    init(model: TransformerModel, snapshot: EdgeSnapshot) {
        self.snapshot = snapshot
        parameters = Arena(count: model.table.count)
        parameters.replaceContents(with: snapshot.parameters)
        views = model.views(parameters.base)
        trackedNorm = DotProducts.norm(
            UnsafeBufferPointer(rebasing: UnsafeBufferPointer(parameters.buffer)[snapshot.trackedRange]))
    }

    /// θ_S of the snapshot.
    var tracked: ArraySlice<Float> { snapshot.parameters[snapshot.trackedRange] }

    /// The parameters with θ_S + scale · direction in place of θ_S, rounded once from double. All others are as in the
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
