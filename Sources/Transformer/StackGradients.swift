internal import Kernels

/// Scratch of a stack's backward pass, shared by all of its layers.
struct StackGradients {
    /// The gradient of the residual stream, [N, D], and a second one for where the rows change.
    let stream: Matrix
    let otherStream: Matrix
    /// [N, D].
    let branch: Matrix
    /// The gradients of Q, K and V, [N, 3D], and of Q, K and V of the entries, [U, 3D].
    let projections: Matrix
    let embeddedProjections: Matrix
    /// The gradient of queries that are no part of an [N, 3D]: [N, D], and a second one for where the rows change.
    let queries: Matrix
    let otherQueries: Matrix
    /// The gradient of a decoder's keys and values of the encoder, [S, 2D].
    let memory: Matrix
    /// [N, F].
    let inner: Matrix

    init(_ carver: inout Carver, shape: TransformerShape, rows: PackedRowCounts.Rows, memoryRows: Int) {
        let width = shape.modelWidth
        stream = carver.matrix(rows.rows, width)
        otherStream = carver.matrix(rows.rows, width)
        branch = carver.matrix(rows.rows, width)
        projections = carver.matrix(rows.rows, 3 * width)
        embeddedProjections = carver.matrix(rows.entries, 3 * width)
        queries = carver.matrix(rows.rows, width)
        otherQueries = carver.matrix(rows.rows, width)
        memory = carver.matrix(memoryRows, 2 * width)
        inner = carver.matrix(rows.rows, shape.feedForwardWidth)
    }
}
