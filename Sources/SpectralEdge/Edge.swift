/// The spectrum of one window of updates, and what drives its leading directions.
///
/// With X the updates as rows and G = X Xᵀ = Σ_k λ_k u_k u_kᵀ: σ_k = √λ_k and v_k = Xᵀ u_k / σ_k. Source: Xu 2026, "The
/// Lifecycle of the Spectral Edge", section 2. The members below name the choices that the paper leaves open.
package struct Edge: Sendable {
    /// The singular values σ_1 ≥ σ_2 ≥ … ≥ 0, one for each update in the window.
    package let sigma: [Double]
    /// The directions as combinations of updates: v_k = Σ_i `coefficients[k][i]` δ_i. The coefficients are zero where
    /// σ_k is zero: there is no direction then.
    ///
    /// The sign is chosen so that the updates' mean moves along +v_k.
    package let coefficients: [[Double]]
    /// E_g of each v_k: mean_i ⟨δ_i^grad, v_k⟩².
    package let gradientEnergy: [Double]
    /// E_w of each v_k: mean_i ⟨δ_i^wd, v_k⟩².
    package let decayEnergy: [Double]
    /// The alignment of each v_k: mean_i ⟨δ_i^grad, v_k⟩⟨δ_i^wd, v_k⟩.
    package let alignment: [Double]

    /// A σ_k below this share of σ_1 counts as zero: the rounding of G (1e-16 λ_1) then hides λ_k = σ_k², and its u_k
    /// would be noise.
    private static let resolution = 1e-7

    /// Computes the edge of the newest updates.
    ///
    /// - Parameters:
    ///   - products: the products of at least `updates` updates.
    ///   - updates: how many of the newest updates make up the window, at least one.
    package init(products: UpdateProducts, updates: Int) {
        precondition(updates >= 1 && updates <= products.count, "\(updates) updates of \(products.count)")
        let offset = products.count - updates
        let window = 0..<updates
        let eigensystem = SymmetricEigensystem(
            window.map { i in window.map { j in products.gram(offset + i, offset + j) } })
        sigma = Self.singularValues(eigensystem.values)

        var coefficients: [[Double]] = []
        var gradientEnergy: [Double] = []
        var decayEnergy: [Double] = []
        var alignment: [Double] = []
        for (k, vector) in eigensystem.vectors.enumerated() {
            let sign = vector.reduce(0, +) < 0 ? -1.0 : 1.0
            let scale = sigma[k] > 0 ? sign / sigma[k] : 0
            let coefficient = vector.map { $0 * scale }
            var (gradientSum, decaySum, productSum) = (0.0, 0.0, 0.0)
            for i in window {
                var (gradient, decay) = (0.0, 0.0)
                for j in window {
                    gradient += coefficient[j] * products.gradientWithUpdate(offset + i, offset + j)
                    decay += coefficient[j] * products.decayWithUpdate(offset + i, offset + j)
                }
                gradientSum += gradient * gradient
                decaySum += decay * decay
                productSum += gradient * decay
            }
            coefficients.append(coefficient)
            gradientEnergy.append(gradientSum / Double(updates))
            decayEnergy.append(decaySum / Double(updates))
            alignment.append(productSum / Double(updates))
        }
        self.coefficients = coefficients
        self.gradientEnergy = gradientEnergy
        self.decayEnergy = decayEnergy
        self.alignment = alignment
    }

    /// σ_k = √λ_k; zero where rounding hides it.
    ///
    /// - Parameter eigenvalues: λ_1 ≥ λ_2 ≥ …, at least one.
    static func singularValues(_ eigenvalues: [Double]) -> [Double] {
        let largest = max(eigenvalues[0], 0).squareRoot()
        return eigenvalues.map { value in
            let root = max(value, 0).squareRoot()
            return root < largest * resolution ? 0 : root
        }
    }

    /// f = E_g / (E_g + E_w) of v_k, with k counted from 0; 0 where nothing moves along the direction.
    package func gradientFraction(_ k: Int) -> Double {
        let total = gradientEnergy[k] + decayEnergy[k]
        return total > 0 ? gradientEnergy[k] / total : 0
    }

    /// λ_k = σ_k².
    package var eigenvalues: [Double] { sigma.map { $0 * $0 } }

    /// σ_2² − σ_3²; nil with fewer than three updates.
    package var g23: Double? { sigma.count > 2 ? sigma[1] * sigma[1] - sigma[2] * sigma[2] : nil }

    /// The plain k* = argmax_k σ_k/σ_{k+1}, counted from 1.
    package var kStarRatio: Int { argmax { ratio($0) } }

    /// The weighted k* = argmax_k (σ_k/Σσ)(σ_k/σ_{k+1}), counted from 1: the position of the gap that carries the
    /// movement.
    package var kStarWeighted: Int { argmax { sigma[$0] * ratio($0) } }

    /// R = σ_k*/σ_{k*+1} at the weighted k*; nil where σ_{k*+1} is zero.
    ///
    /// The plain k* would serve less well: in a window of five, the smallest two singular values decide it as often as
    /// not.
    package var gapRatio: Double? {
        guard sigma.count > 1, sigma[kStarWeighted] > 0 else { return nil }
        return ratio(kStarWeighted - 1)
    }

    private func ratio(_ k: Int) -> Double {
        sigma[k + 1] > 0 ? sigma[k] / sigma[k + 1] : (sigma[k] > 0 ? .infinity : 0)
    }

    private func argmax(_ score: (Int) -> Double) -> Int {
        var best = 0
        for k in 0..<max(sigma.count - 1, 1) where sigma.count > 1 && score(k) > score(best) { best = k }
        return best + 1
    }

    /// The angle between each v_k of the previous window and of this one, in degrees, 0…90.
    ///
    /// - Parameters:
    ///   - previous: the edge of the window before this one.
    ///   - products: the products of the union of both windows: the previous edge's updates come first, this edge's
    ///     last.
    package func rotationDegrees(from previous: Edge, products: UpdateProducts) -> [Double] {
        cosines(with: previous, products: products).map { Angle.degrees(cosine: $0) }
    }
}
