extension MeasurementKind {
    /// The curvature of the training loss along directions.
    package static let curvature = MeasurementKind(
        "curvature", letter: "c", summary: "along v₁…v₄, and the Hessian's largest", of: .directions,
        record: CurvatureRecord.self)
}

/// How the training loss curves along v_1…v_4, and where it curves most within θ_S.
package struct CurvatureRecord: MeasurementRecord {
    /// The measurement `curvature`.
    package static var measurement: MeasurementKind { .curvature }

    /// The step whose parameters were measured.
    package var step: Int
    /// N, optimizer steps of each update in the window that the directions belong to.
    package var interval: Int
    /// W, updates of that window.
    package var window: Int
    /// How many train sequences the mean loss is taken over: all, or the first of them.
    package var sequences: Int
    /// How many scored tokens these have.
    package var tokens: Int
    /// The mean loss over these tokens, in nats: L, whose Hessian is H.
    package var loss: Double
    /// h_k = v_kᵀ H v_k for v_1, v_2, …
    package var curvatures: [Double]
    /// ⟨v_k, ∇L⟩ for v_1, v_2, …: the raw gradient's part along each direction.
    package var slopes: [Double]
    /// The largest eigenvalue of H restricted to θ_S, by Lanczos.
    package var topEigenvalue: Double
    /// How many Lanczos iterations were made.
    package var iterations: Int
    /// The error that Lanczos left: |H y − λ y| for the unit eigenvector y that it found.
    package var residual: Double
    /// |⟨y, v_1⟩|; nil without a v_1.
    package var overlap: Double?
    /// How the loss curves as Adam sees it; nil before the first step, and in recordings from before format 4.
    package var preconditioned: Preconditioned?

    /// The largest eigenvalues of P^(−1/2) H P^(−1/2), over all parameters that have had a gradient, with P what Adam
    /// divides by. Source: Cohen et al. 2022, arXiv:2207.14484.
    package struct Preconditioned: Sendable, Codable, Equatable {
        /// (2 + 2β₁) / ((1 − β₁) η), which is 38/η for β₁ = 0.9: above it a step with this P overshoots more than the
        /// one before.
        package var threshold: Double
        /// How many parameters have had a gradient; the others are held still.
        package var parameters: Int
        /// With H of the mean loss on train sequences.
        package var train: Top
        /// With H of the mean loss on test sequences.
        package var test: Top

        /// Makes it from its members, which it does not check.
        package init(threshold: Double, parameters: Int, train: Top, test: Top) {
            self.threshold = threshold
            self.parameters = parameters
            self.train = train
            self.test = test
        }

        /// The largest eigenvalue on some sequences, by Lanczos.
        package struct Top: Sendable, Codable, Equatable {
            /// How many sequences the mean loss is taken over: all, or the first of them.
            package var sequences: Int
            /// How many scored tokens these have.
            package var tokens: Int
            /// The largest eigenvalue.
            package var eigenvalue: Double
            /// How many Lanczos iterations were made.
            package var iterations: Int
            /// The error that Lanczos left, as `CurvatureRecord.residual`.
            package var residual: Double

            /// Makes it from its members, which it does not check.
            package init(sequences: Int, tokens: Int, eigenvalue: Double, iterations: Int, residual: Double) {
                self.sequences = sequences
                self.tokens = tokens
                self.eigenvalue = eigenvalue
                self.iterations = iterations
                self.residual = residual
            }
        }
    }

    /// Makes a record from its members, which it does not check.
    package init(
        step: Int, interval: Int, window: Int, sequences: Int, tokens: Int, loss: Double, curvatures: [Double],
        slopes: [Double], topEigenvalue: Double, iterations: Int, residual: Double, overlap: Double?,
        preconditioned: Preconditioned? = nil
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
        self.preconditioned = preconditioned
    }
}
