/// How the test loss curves along v_1 … v_4, as the author's script measures it.
package struct TestCurvatureRecord: Sendable, Codable, Equatable {
    /// The step whose parameters were measured.
    package var step: Int
    /// How many test sequences the loss is the mean over.
    package var sequences: Int
    /// How far the parameters were moved: 10⁻³ ‖θ_S‖.
    package var epsilon: Double
    /// (L(θ + εv_k) − 2 L(θ) + L(θ − εv_k)) / ε² for v_1, v_2, …
    package var curvatures: [Double]

    /// Makes a record from its members, which it does not check.
    package init(step: Int, sequences: Int, epsilon: Double, curvatures: [Double]) {
        (self.step, self.sequences, self.epsilon, self.curvatures) = (step, sequences, epsilon, curvatures)
    }
}
