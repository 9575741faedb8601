internal import CKernels

/// Builds a matrix from rows of another. A row may be used several times, or never.
package enum RowSelection {
    /// Writes output [count, D] = input[rows, D].
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
