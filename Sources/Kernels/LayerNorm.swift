internal import CKernels

/// Normalization of each row to mean 0 and variance 1, then a learned gain and bias.
package enum LayerNorm {
    /// PyTorch's default: added to the variance before its root.
    package static let epsilon: Float = 1e-5

    /// What backward needs of forward, one value a row.
    package struct Statistics: @unchecked Sendable {
        package let mean: UnsafeMutablePointer<Float>
        package let inverseDeviation: UnsafeMutablePointer<Float>

        package init(mean: UnsafeMutablePointer<Float>, inverseDeviation: UnsafeMutablePointer<Float>) {
            self.mean = mean
            self.inverseDeviation = inverseDeviation
        }
    }

    /// output [N, D] from input [N, D].
    package static func forward(
        input: Matrix, gain: UnsafePointer<Float>, bias: UnsafePointer<Float>, output: Matrix, statistics: Statistics
    ) {
        precondition(input.rows == output.rows && input.columns == output.columns, "input and output differ")
        precondition(input.isDense && output.isDense, "rows must be dense")
        groktop_layer_norm(
            input.rows, input.columns, epsilon, input.base, gain, bias, output.base, statistics.mean,
            statistics.inverseDeviation)
    }

    /// Adds to inputGradient [N, D] (the residual stream's gradient is already in it), gainGradient and biasGradient
    /// [D].
    package static func backward(
        input: Matrix, gain: UnsafePointer<Float>, statistics: Statistics, outputGradient: Matrix,
        inputGradient: Matrix, gainGradient: UnsafeMutablePointer<Float>, biasGradient: UnsafeMutablePointer<Float>
    ) {
        precondition(
            input.rows == outputGradient.rows && input.rows == inputGradient.rows
                && input.columns == outputGradient.columns && input.columns == inputGradient.columns,
            "input and gradients differ")
        precondition(input.isDense && outputGradient.isDense && inputGradient.isDense, "rows must be dense")
        groktop_layer_norm_backward(
            input.rows, input.columns, input.base, gain, statistics.mean, statistics.inverseDeviation,
            outputGradient.base, inputGradient.base, gainGradient, biasGradient)
    }
}
