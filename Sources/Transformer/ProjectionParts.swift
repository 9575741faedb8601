internal import Kernels

/// Q, K and V as columns of one matrix [N, 3D].
struct ProjectionParts {
    /// All three, [N, D] each.
    let all: Attention.Projections
    /// [N, 2D].
    let keysAndValues: Matrix

    init(_ projections: Matrix) {
        let width = projections.columns / 3
        all = Attention.Projections(
            queries: projections.columns(0..<width), keys: projections.columns(width..<2 * width),
            values: projections.columns(2 * width..<3 * width))
        keysAndValues = projections.columns(width..<3 * width)
    }
}

extension Attention.Projections {
    /// Queries [M, D] with keys and values that are columns of one matrix [N, 2D].
    init(queries: Matrix, keysAndValues: Matrix) {
        let width = keysAndValues.columns / 2
        self.init(
            queries: queries, keys: keysAndValues.columns(0..<width), values: keysAndValues.columns(width..<2 * width))
    }
}
