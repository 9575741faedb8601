internal import RunEvents

/// A window between two intervals: on the way from t = 0 to t = 1, the update b that leaves it fades out as the update
/// a that enters it fades in.
///
///     C(t) = C_common + s² a aᵀ + c² b bᵀ    s = 2t/(1+t²), c = (1−t²)/(1+t²), s² + c² = 1
///     dσ_k/dt = (⟨a, v_k⟩² − ⟨b, v_k⟩²) · 2sc / ((1+t²) σ_k)
///
/// With s² = τ this is the straight path from b bᵀ to a aᵀ. Its parameter is t because the rows s·a and c·b are smooth
/// in t up to both ends, where √τ and √(1−τ) are not; s and c are a cosine and a sine in rational form, so that no
/// function of a library decides bits. Everything is computed from inner products: G(t) = D G D, with D the weights of
/// the rows.
struct SlidingWindow {
    /// The products of the rows: b first, where there is one, and a last.
    let products: UpdateProducts
    /// Whether an update leaves: not while the window fills.
    let leaves: Bool
    private let gram: [[Double]]

    /// - Parameters:
    ///   - products: of the updates of both windows, at least one.
    ///   - leaves: whether the oldest of them leaves.
    init(products: UpdateProducts, leaves: Bool) {
        precondition(products.count >= 1, "a window without an update")
        self.products = products
        self.leaves = leaves
        let rows = 0..<products.count
        gram = rows.map { i in rows.map { j in products.gram(i, j) } }
    }

    /// The window's spectrum at one place of the way.
    struct Spectrum {
        /// σ_1 ≥ σ_2 ≥ …, one for each row.
        let sigma: [Double]
        /// u_k, of length 1, times the rows' weights: v_k = Σ_i `combinations[k][i]` δ_i / σ_k.
        let combinations: [[Double]]
        /// 2sc/(1+t²).
        let speed: Double
    }

    /// - Parameter t: 0…1.
    func spectrum(at t: Double) -> Spectrum {
        let scale = 1 / (1 + t * t)
        let (entering, leaving) = (2 * t * scale, (1 - t * t) * scale)
        var weights = [Double](repeating: 1, count: products.count)
        if leaves { weights[0] = leaving }
        weights[products.count - 1] = entering
        let eigensystem = SymmetricEigensystem(
            gram.enumerated().map { i, row in row.enumerated().map { j, value in weights[i] * value * weights[j] } })
        return Spectrum(
            sigma: Edge.singularValues(eigensystem.values),
            combinations: eigensystem.vectors.map { vector in zip(vector, weights).map { $0 * $1 } },
            speed: 2 * entering * leaving * scale)
    }

    /// dσ_k/dt in its six parts; zero where there is no v_k.
    ///
    /// - Parameter k: counted from 0.
    func rate(_ k: Int, _ spectrum: Spectrum) -> LedgerParts {
        let sigma = spectrum.sigma[k]
        guard sigma > 0 else { return .zero }
        let factor = spectrum.speed / (sigma * sigma * sigma)
        let entering = products.count - 1
        let (gradient, decay) = along(entering, spectrum.combinations[k])
        var parts = LedgerParts.zero
        parts.enteringDriving = factor * gradient * gradient
        parts.enteringDecay = factor * decay * decay
        parts.enteringAlignment = factor * 2 * gradient * decay
        guard leaves else { return parts }
        let (lostGradient, lostDecay) = along(0, spectrum.combinations[k])
        parts.leavingDriving = -factor * lostGradient * lostGradient
        parts.leavingDecay = -factor * lostDecay * lostDecay
        parts.leavingAlignment = -factor * 2 * lostGradient * lostDecay
        return parts
    }

    /// ⟨δ^grad, v_k⟩ and ⟨δ^wd, v_k⟩ of one row, times σ_k.
    private func along(_ row: Int, _ combination: [Double]) -> (gradient: Double, decay: Double) {
        var (gradient, decay) = (0.0, 0.0)
        for (i, factor) in combination.enumerated() {
            gradient += factor * products.gradientWithUpdate(row, i)
            decay += factor * products.decayWithUpdate(row, i)
        }
        return (gradient, decay)
    }
}
