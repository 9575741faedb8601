internal import CKernels

/// The linear layer y = x Wᵀ + b, with W [out, in] as in PyTorch.
package enum Linear {
    /// Writes output [N, out] = input [N, in] · weightᵀ + bias [out].
    package static func forward(
        input: Matrix, weight: Matrix, bias: UnsafePointer<Float>, output: Matrix
    ) {
        broadcast(bias, over: output)
        MatrixProduct.timesTransposed(input, weight, into: output, .addedTo)
    }

    /// Writes output [N, out] = residual [N, out] + input [N, in] · weightᵀ + bias [out].
    package static func forward(
        input: Matrix, weight: Matrix, bias: UnsafePointer<Float>, addedTo residual: Matrix, output: Matrix
    ) {
        precondition(residual.rows == output.rows && residual.columns == output.columns, "residual and output differ")
        precondition(residual.isDense && output.isDense, "rows must be dense")
        groktop_add_row(output.rows, output.columns, residual.base, bias, output.base)
        MatrixProduct.timesTransposed(input, weight, into: output, .addedTo)
    }

    /// Writes inputGradient [N, in] = outputGradient [N, out] · weight and weightGradient = outputGradientᵀ · input,
    /// and adds the column sums of outputGradient to biasGradient.
    package static func backward(
        input: Matrix, weight: Matrix, outputGradient: Matrix, inputGradient: Matrix, weightGradient: Matrix,
        biasGradient: UnsafeMutablePointer<Float>
    ) {
        MatrixProduct.times(outputGradient, weight, into: inputGradient, .overwritten)
        backward(
            input: input, outputGradient: outputGradient, weightGradient: weightGradient, biasGradient: biasGradient)
    }

    /// Does the same for an input that others read too: it adds to the input's gradient.
    package static func backward(
        input: Matrix, weight: Matrix, outputGradient: Matrix, addedToInputGradient inputGradient: Matrix,
        weightGradient: Matrix, biasGradient: UnsafeMutablePointer<Float>
    ) {
        MatrixProduct.times(outputGradient, weight, into: inputGradient, .addedTo)
        backward(
            input: input, outputGradient: outputGradient, weightGradient: weightGradient, biasGradient: biasGradient)
    }

    private static func backward(
        input: Matrix, outputGradient: Matrix, weightGradient: Matrix, biasGradient: UnsafeMutablePointer<Float>
    ) {
        MatrixProduct.transposedTimes(outputGradient, input, into: weightGradient, .overwritten)
        groktop_add_column_sums(
            outputGradient.rows, outputGradient.columns, outputGradient.base, outputGradient.stride, biasGradient)
    }

    private static func broadcast(_ bias: UnsafePointer<Float>, over output: Matrix) {
        for row in 0..<output.rows { output.row(row).update(from: bias, count: output.columns) }
    }
}
