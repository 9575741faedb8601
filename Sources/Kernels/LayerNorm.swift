internal import CKernels

/// Normalizes each row to mean 0 and variance 1, then applies a learned gain and bias. Source: Ba, Kiros and Hinton
/// 2016 (arXiv:1607.06450).
package enum LayerNorm {
    /// PyTorch's default, which is added to the variance before its root.
    package static let epsilon: Float = 1e-5

    /// The results of the forward pass that the backward pass needs, one value per row.
    package struct Statistics: @unchecked Sendable {
        /// The mean of each row, [N].
        package let mean: UnsafeMutablePointer<Float>
        /// 1 / √(variance + ε) of each row, [N].
        package let inverseDeviation: UnsafeMutablePointer<Float>

        /// Groups two views of memory that the caller owns.
        package init(mean: UnsafeMutablePointer<Float>, inverseDeviation: UnsafeMutablePointer<Float>) {
            self.mean = mean
            self.inverseDeviation = inverseDeviation
        }
    }

    /// Writes output [N, D] from input [N, D], and the statistics.
    package static func forward(
        input: Matrix, gain: UnsafePointer<Float>, bias: UnsafePointer<Float>, output: Matrix, statistics: Statistics
    ) {
        precondition(input.rows == output.rows && input.columns == output.columns, "input and output differ")
        precondition(input.isDense && output.isDense, "rows must be dense")
        groktop_layer_norm(shared(input, gain, statistics), epsilon, bias, output.base)
    }

    /// Adds to inputGradient [N, D], which already holds the residual stream's gradient, and to gainGradient and
    /// biasGradient [D].
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
            shared(input, gain, statistics), outputGradient.base, inputGradient.base, gainGradient, biasGradient)
    }

    private static func shared(
        _ input: Matrix, _ gain: UnsafePointer<Float>, _ statistics: Statistics
    ) -> groktop_layer_norm_rows {
        groktop_layer_norm_rows(
            rows: input.rows, columns: input.columns, input: input.base, gain: gain, mean: statistics.mean,
            inverseDeviation: statistics.inverseDeviation)
    }
}
