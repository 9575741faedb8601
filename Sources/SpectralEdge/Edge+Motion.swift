/// What moves an edge, and how steady it is, computed from inner products alone.
extension Edge {
    /// g = σ_k* − σ_{k*+1} at the weighted k*; σ_1 where the window holds one update.
    package var gap: Double {
        let k = kStarWeighted
        return sigma[k - 1] - (k < sigma.count ? sigma[k] : 0)
    }

    /// G_k = ⟨v_k, Ḡ⟩ for every k, with Ḡ = −δ^grad/(ηN) for the newest update: the gradient as Adam applied it. G_k is
    /// zero where there is no v_k.
    ///
    /// - Parameters:
    ///   - products: the products that this edge was made from.
    ///   - learningRate: η, above zero.
    ///   - interval: N, steps per update.
    package func driving(products: UpdateProducts, learningRate: Double, interval: Int) -> [Double] {
        precondition(learningRate > 0 && interval > 0, "Ḡ of \(interval) steps at a rate of \(learningRate)")
        let (newest, offset) = (products.count - 1, products.count - sigma.count)
        return coefficients.map { coefficient in
            var product = 0.0
            for (i, factor) in coefficient.enumerated() {
                product += factor * products.gradientWithUpdate(newest, offset + i)
            }
            return -product / (learningRate * Double(interval))
        }
    }

    /// |⟨v_k, v_k of an earlier window⟩| for each k that both windows have; 0 where one of them has no direction.
    ///
    /// - Parameter products: the products of both windows' updates: the earlier edge's come first, this edge's last.
    ///   The windows may share updates, and other updates may lie between them.
    package func cosines(with earlier: Edge, products: UpdateProducts) -> [Double] {
        let (count, earlierCount) = (sigma.count, earlier.sigma.count)
        let offset = products.count - count
        return (0..<min(count, earlierCount)).map { k in
            var cosine = 0.0
            for i in 0..<count {
                for j in 0..<earlierCount {
                    cosine += coefficients[k][i] * earlier.coefficients[k][j] * products.gram(offset + i, j)
                }
            }
            return min(abs(cosine), 1)
        }
    }

    /// α_k = |⟨v_k of the window's first half, v_k of its second⟩| for k from 1 to ⌊W/2⌋; empty below two updates.
    /// Where the number of updates is odd, neither half holds the middle one, so that the halves share nothing.
    ///
    /// - Parameters:
    ///   - products: the products of at least `updates` updates.
    ///   - updates: W, how many of the newest updates make up the window.
    package static func stability(products: UpdateProducts, updates: Int) -> [Double] {
        precondition(updates >= 0 && updates <= products.count, "\(updates) updates of \(products.count)")
        let half = updates / 2
        guard half > 0 else { return [] }
        let window = products.part(products.count - updates..<products.count)
        let first = Edge(products: window.part(0..<half), updates: half)
        return Edge(products: window, updates: half).cosines(with: first, products: window)
    }
}
