internal import CKernels
internal import COpenBLAS

/// Dense matrix products, each one call of OpenBLAS's sgemm.
package enum MatrixProduct {
    /// The kernels that OpenBLAS picked for this processor, such as `SkylakeX`.
    package static var coreName: String { String(cString: openblas_get_corename()) }

    /// The newest kernels of OpenBLAS that this processor can run, whichever were picked; nil where only the oldest
    /// run.
    package static var runnableCoreName: String? { groktop_openblas_core().map { String(cString: $0) } }

    /// Keeps every product on the thread that calls it. Threads come from cutting a batch into shards instead: on small
    /// products OpenBLAS's own threads lose half the rate, and they decide the order of the sums.
    package static func useCallingThreadOnly() {
        openblas_set_num_threads(1)
    }

    /// What happens to the values that the result's memory already holds.
    package enum Destination: Sendable {
        case overwritten, addedTo

        fileprivate var beta: Float { self == .addedTo ? 1 : 0 }
    }

    /// Computes c [m, n] = a [m, k] · bᵀ, with b [n, k].
    package static func timesTransposed(_ a: Matrix, _ b: Matrix, into c: Matrix, _ destination: Destination) {
        precondition(
            a.columns == b.columns && c.rows == a.rows && c.columns == b.rows,
            "[\(a.rows), \(a.columns)] · [\(b.rows), \(b.columns)]ᵀ into [\(c.rows), \(c.columns)]")
        multiply(CblasNoTrans, a, CblasTrans, b, k: a.columns, into: c, destination)
    }

    /// Computes c [m, n] = a [m, k] · b [k, n].
    package static func times(_ a: Matrix, _ b: Matrix, into c: Matrix, _ destination: Destination) {
        precondition(
            a.columns == b.rows && c.rows == a.rows && c.columns == b.columns,
            "[\(a.rows), \(a.columns)] · [\(b.rows), \(b.columns)] into [\(c.rows), \(c.columns)]")
        multiply(CblasNoTrans, a, CblasNoTrans, b, k: a.columns, into: c, destination)
    }

    /// Computes c [m, n] = aᵀ · b, with a [k, m] and b [k, n].
    package static func transposedTimes(_ a: Matrix, _ b: Matrix, into c: Matrix, _ destination: Destination) {
        precondition(
            a.rows == b.rows && c.rows == a.columns && c.columns == b.columns,
            "[\(a.rows), \(a.columns)]ᵀ · [\(b.rows), \(b.columns)] into [\(c.rows), \(c.columns)]")
        multiply(CblasTrans, a, CblasNoTrans, b, k: a.rows, into: c, destination)
    }

    private static func multiply(
        _ transposeA: CBLAS_TRANSPOSE, _ a: Matrix, _ transposeB: CBLAS_TRANSPOSE, _ b: Matrix, k: Int, into c: Matrix,
        _ destination: Destination
    ) {
        ProductRecorder.note(
            ProductShape(
                m: c.rows, n: c.columns, k: k, isFirstTransposed: transposeA == CblasTrans,
                isSecondTransposed: transposeB == CblasTrans))
        cblas_sgemm(
            CblasRowMajor, transposeA, transposeB, Int32(c.rows), Int32(c.columns), Int32(k), 1, a.base,
            Int32(a.stride), b.base, Int32(b.stride), destination.beta, c.base, Int32(c.stride))
    }

    /// Computes the product that a shape describes, on matrices that lie in memory as the shape says, for benchmarks.
    ///
    /// - Precondition: the shape does not transpose both factors.
    package static func multiply(_ shape: ProductShape, _ a: Matrix, _ b: Matrix, into c: Matrix) {
        switch (shape.isFirstTransposed, shape.isSecondTransposed) {
        case (false, false): times(a, b, into: c, .overwritten)
        case (false, true): timesTransposed(a, b, into: c, .overwritten)
        case (true, false): transposedTimes(a, b, into: c, .overwritten)
        case (true, true): preconditionFailure("no product of ours has two transposed factors")
        }
    }
}
