internal import CKernels

/// The exact Gaussian error linear unit, x Φ(x), to 4e-7.
package enum GELU {
    /// activated [N, F] = gelu(hidden + bias). In hidden's place it leaves gelu'(hidden + bias): backward needs that
    /// and nothing else, and it shares the exponential with the value.
    package static func forward(hidden: Matrix, bias: UnsafePointer<Float>, activated: Matrix) {
        precondition(hidden.rows == activated.rows && hidden.columns == activated.columns, "shapes differ")
        precondition(hidden.isDense && activated.isDense, "rows must be dense")
        groktop_gelu(hidden.rows, hidden.columns, bias, hidden.base, activated.base)
    }

    /// gradient [N, F], of the output, becomes the gradient of the input.
    package static func backward(derivative: Matrix, gradient: Matrix) {
        precondition(derivative.rows == gradient.rows && derivative.columns == gradient.columns, "shapes differ")
        precondition(derivative.isDense && gradient.isDense, "rows must be dense")
        groktop_multiply(gradient.count, derivative.base, gradient.base)
    }
}
