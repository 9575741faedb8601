internal import Kernels

/// Q, K and V as columns of one matrix [N, 3D].
struct ProjectionParts {
    let queries: Matrix
    let keys: Matrix
    let values: Matrix
    /// [N, 2D].
    let keysAndValues: Matrix

    init(_ projections: Matrix) {
        let width = projections.columns / 3
        queries = projections.columns(0..<width)
        keys = projections.columns(width..<2 * width)
        values = projections.columns(2 * width..<3 * width)
        keysAndValues = projections.columns(width..<3 * width)
    }
}
