internal import CKernels

/// The exact Gaussian error linear unit x Φ(x), accurate to 4e-7. Source: Hendrycks and Gimpel 2016 (arXiv:1606.08415).
package enum GELU {
    /// Writes activated [N, F] = gelu(hidden + bias), and replaces `hidden` by gelu'(hidden + bias). The backward pass
    /// needs only that derivative, which shares its exponential with the value.
    package static func forward(hidden: Matrix, bias: UnsafePointer<Float>, activated: Matrix) {
        precondition(hidden.rows == activated.rows && hidden.columns == activated.columns, "shapes differ")
        precondition(hidden.isDense && activated.isDense, "rows must be dense")
        groktop_gelu(hidden.rows, hidden.columns, bias, hidden.base, activated.base)
    }

    /// Turns `gradient` [N, F] from the gradient of the output into that of the input.
    package static func backward(derivative: Matrix, gradient: Matrix) {
        precondition(derivative.rows == gradient.rows && derivative.columns == gradient.columns, "shapes differ")
        precondition(derivative.isDense && gradient.isDense, "rows must be dense")
        groktop_multiply(gradient.count, derivative.base, gradient.base)
    }
}
