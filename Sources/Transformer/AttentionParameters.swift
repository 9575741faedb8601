package import Kernels

/// One attention of a layer with the LayerNorm before it; parameters or their gradients.
package struct AttentionParameters: @unchecked Sendable {
    /// The gain γ of the LayerNorm, [D].
    package let gain: UnsafeMutablePointer<Float>
    /// The bias β of the LayerNorm, [D].
    package let normBias: UnsafeMutablePointer<Float>
    /// [3D, D], rows of W_Q, W_K, W_V.
    package let projection: Matrix
    /// [3D].
    package let projectionBias: UnsafeMutablePointer<Float>
    /// W_O [D, D].
    package let output: Matrix
    /// [D].
    package let outputBias: UnsafeMutablePointer<Float>

    /// Some of the rows of the projection.
    enum Part {
        /// W_Q, W_K, W_V [3D, D].
        case all
        /// W_Q [D, D].
        case queries
        /// W_K, W_V [2D, D].
        case keysAndValues
    }

    /// The weights of some of Q, K and V.
    func weight(_ part: Part) -> Matrix {
        let width = output.rows
        return switch part {
        case .all: projection
        case .queries: projection.rows(0..<width)
        case .keysAndValues: projection.rows(width..<3 * width)
        }
    }

    /// The biases of some of Q, K and V.
    func bias(_ part: Part) -> UnsafeMutablePointer<Float> {
        switch part {
        case .all, .queries: projectionBias
        case .keysAndValues: projectionBias + output.rows
        }
    }
}
