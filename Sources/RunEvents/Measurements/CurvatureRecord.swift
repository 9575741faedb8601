extension MeasurementKind {
    /// The curvature of the training loss along directions.
    package static let curvature = MeasurementKind(
        "curvature", letter: "c", summary: "along v₁…v₄, and the Hessian's largest", of: .directions,
        record: CurvatureRecord.self)
}

/// How the training loss curves along v_1…v_4, and where it curves most within θ_S.
package struct CurvatureRecord: MeasurementRecord {
    package static var measurement: MeasurementKind { .curvature }

    package var step: Int
    /// N and W of the window that the directions are of.
    package var interval: Int
    package var window: Int
    /// The train sequences and scored tokens whose mean loss is differentiated: all, or the first so many.
    package var sequences: Int
    package var tokens: Int
    /// That mean loss.
    package var loss: Double
    /// h_k = v_kᵀ H v_k of v_1, v_2, …
    package var curvatures: [Double]
    /// ⟨v_k, ∇L⟩ of v_1, v_2, …: the raw gradient's part along them.
    package var slopes: [Double]
    /// The largest eigenvalue of H restricted to θ_S, by Lanczos.
    package var topEigenvalue: Double
    /// Lanczos iterations, and what they left over: |H y − λ y| of the unit eigenvector y that was found.
    package var iterations: Int
    package var residual: Double
    /// |⟨y, v_1⟩|; nil without a v_1.
    package var overlap: Double?

    package init(
        step: Int, interval: Int, window: Int, sequences: Int, tokens: Int, loss: Double, curvatures: [Double],
        slopes: [Double], topEigenvalue: Double, iterations: Int, residual: Double, overlap: Double?
    ) {
        self.step = step
        self.interval = interval
        self.window = window
        self.sequences = sequences
        self.tokens = tokens
        self.loss = loss
        self.curvatures = curvatures
        self.slopes = slopes
        self.topEigenvalue = topEigenvalue
        self.iterations = iterations
        self.residual = residual
        self.overlap = overlap
    }
}
