internal import CKernels

/// Rows of one matrix that make up another: which row of the source each row of the result is. Rows may be taken often,
/// or never.
package enum RowSelection {
    /// output [count, D] = input[rows, D].
    package static func gather(_ input: Matrix, rows: [Int32], into output: Matrix) {
        precondition(
            output.rows == rows.count && output.columns == input.columns, "\(rows.count) rows into \(output.rows)")
        precondition(output.isDense, "rows must be dense")
        groktop_gather_rows(rows.count, output.columns, rows, input.base, input.stride, output.base)
    }

    /// The backward pass of `gather`: outputGradient[rows] += inputGradient [count, D], in the order of the rows.
    package static func scatterAdd(_ input: Matrix, rows: [Int32], to output: Matrix) {
        precondition(input.rows == rows.count && input.columns == output.columns, "\(rows.count) rows of \(input.rows)")
        precondition(input.isDense, "rows must be dense")
        groktop_scatter_add_rows(rows.count, output.columns, rows, input.base, output.base, output.stride)
    }
}
