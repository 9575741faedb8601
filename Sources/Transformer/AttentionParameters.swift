package import Kernels

/// One attention of a layer with the LayerNorm before it; parameters or their gradients.
package struct AttentionParameters: @unchecked Sendable {
    package let gain: UnsafeMutablePointer<Float>
    package let normBias: UnsafeMutablePointer<Float>
    /// [3D, D], rows of W_Q, W_K, W_V.
    package let projection: Matrix
    package let projectionBias: UnsafeMutablePointer<Float>
    /// W_O [D, D].
    package let output: Matrix
    package let outputBias: UnsafeMutablePointer<Float>

    /// D.
    var width: Int { output.rows }
    /// W_Q [D, D] alone.
    var queryWeight: Matrix { projection.rows(0..<width) }
    /// W_K, W_V [2D, D].
    var memoryWeight: Matrix { projection.rows(width..<3 * width) }
    var memoryBias: UnsafeMutablePointer<Float> { projectionBias + width }
}
