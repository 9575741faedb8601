/// The spectral edge of one window of updates.
package struct SpectrumRecord: Sendable, Codable, Equatable {
    /// Optimizer steps done when the window took in its newest update.
    package var step: Int
    /// N, optimizer steps of each update in the window.
    package var interval: Int
    /// W, how many updates a full window holds. Early in a run there are fewer: `sigma.count` says how many.
    package var window: Int
    /// σ_1 ≥ σ_2 ≥ …, the singular values of the trajectory matrix.
    package var sigma: [Double]
    /// λ_k = σ_k², the eigenvalues of the Gram matrix.
    package var eigenvalues: [Double]
    /// The plain k* = argmax_k σ_k/σ_{k+1}, counted from 1.
    package var kStarRatio: Int
    /// The weighted k* = argmax_k (σ_k/Σσ)(σ_k/σ_{k+1}), counted from 1; `gapRatio` and `driveClass` use it.
    package var kStarWeighted: Int
    /// R = σ_k*/σ_{k*+1}; nil where σ_{k*+1} is zero.
    package var gapRatio: Double?
    /// σ_2² − σ_3²; nil with fewer than three updates in the window.
    package var g23: Double?
    /// The gradient fractions E_g/(E_g+E_w) of v_1, v_2, … (at most four).
    package var gradientFraction: [Double]
    /// mean_i ⟨δ_i^grad, v_k⟩⟨δ_i^wd, v_k⟩ for v_1, v_2, …; above zero where gradient and decay push the same way.
    package var alignment: [Double]
    /// The angle between v_k and the previous window's v_k, in degrees (0…90); empty for the first window.
    package var rotationDegrees: [Double]
    /// The class by drive of v_k*.
    package var driveClass: DriveClass

    /// Makes a record from its members, which it does not check.
    package init(
        step: Int, interval: Int, window: Int, sigma: [Double], eigenvalues: [Double], kStarRatio: Int,
        kStarWeighted: Int, gapRatio: Double?, g23: Double?, gradientFraction: [Double], alignment: [Double],
        rotationDegrees: [Double], driveClass: DriveClass
    ) {
        self.step = step
        self.interval = interval
        self.window = window
        self.sigma = sigma
        self.eigenvalues = eigenvalues
        self.kStarRatio = kStarRatio
        self.kStarWeighted = kStarWeighted
        self.gapRatio = gapRatio
        self.g23 = g23
        self.gradientFraction = gradientFraction
        self.alignment = alignment
        self.rotationDegrees = rotationDegrees
        self.driveClass = driveClass
    }
}
