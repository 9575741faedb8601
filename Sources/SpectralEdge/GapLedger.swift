package import RunEvents

/// The account of a gap over one interval: which update, and which part of it, opened or closed the gap
/// g = σ_k* − σ_{k*+1} of a window that took one update in and let one go.
///
///     Δσ_k = ∫₀¹ (⟨a, v_k(τ)⟩² − ⟨b, v_k(τ)⟩²) / (2σ_k(τ)) dτ,   C(τ) = C_common + τ a aᵀ + (1−τ) b bᵀ
///
/// It is an identity, not a law: the parts add up to what the gap has changed by. How the sum is split depends on the
/// way from b to a, and both at once along a straight line is a convention. The formula is the derivative of an
/// eigenvalue with respect to its matrix, integrated.
package struct GapLedger: Sendable, Equatable {
    /// The weighted k* of the window before, whose gap the parts are of, counted from 1.
    package let previousKStar: Int
    /// The weighted k* of the window, counted from 1.
    package let kStar: Int
    /// g of the window, at its own k*.
    package let gap: Double
    /// g minus the g of the window before, each at its own k*.
    package let gapChange: Double
    /// What the gap at `previousKStar` changes by.
    package let gapParts: LedgerParts
    /// What the move of k* alone makes: g of the window at its k* minus g of the same window at the earlier one.
    package let kStarChange: Double
    /// What the quadrature leaves: `gapChange` less the parts and `kStarChange`.
    package let rest: Double
    /// Δσ_1.
    package let edgeChange: Double
    /// What σ_1 changes by.
    package let edgeParts: LedgerParts
    /// What the quadrature leaves of Δσ_1.
    package let edgeRest: Double
    /// What the next interval would change the gap at `kStar` by, if the update that entered entered once more.
    package let forecastChange: Double

    /// How much all pieces of the quadrature may miss together, as a share of the gap: a tenth of what is promised, as
    /// the six parts are each somewhat less certain than their sum.
    private static let tolerance = 1e-7
    /// The smallest gap, as a share of σ_1, of which the tolerance is a share. Rounding leaves more of a smaller one.
    private static let leastScale = 1e-6

    /// Computes the account of the newest interval.
    ///
    /// - Parameters:
    ///   - products: the products of the window's updates, and before them of the one that has left, where one has.
    ///   - window: W, the updates that a full window holds.
    /// - Returns: nil where the window before held fewer than two updates, or where a figure is not finite.
    package init?(products: UpdateProducts, window: Int) {
        let rows = products.part(max(0, products.count - window - 1)..<products.count)
        let leaves = rows.count > window
        guard rows.count >= 3, rows.values.allSatisfy(\.isFinite) else { return nil }
        let before = Edge(products: rows.part(0..<rows.count - 1), updates: rows.count - 1)
        let after = Edge(products: rows, updates: min(rows.count, window))
        let upper = before.kStarWeighted - 1
        let movedGap = after.sigma[upper] - after.sigma[upper + 1]
        let largest = max(before.sigma[0], after.sigma[0])
        let gapScale = max(min(before.gap, after.gap), Self.leastScale * largest)
        let places = upper == 0 ? [0, 1] : [upper, upper + 1, 0]
        var parts = places.map { _ in LedgerParts.zero }
        if gapScale > 0 {
            parts =
                LedgerQuadrature(
                    SlidingWindow(products: rows, leaves: leaves), places: places,
                    scales: [gapScale, gapScale, max(min(before.sigma[0], after.sigma[0]), Self.leastScale * largest)],
                    tolerance: Self.tolerance
                ).parts
        }
        var gapParts = parts[0]
        gapParts.add(parts[1], times: -1)
        previousKStar = before.kStarWeighted
        kStar = after.kStarWeighted
        gap = after.gap
        gapChange = after.gap - before.gap
        self.gapParts = gapParts
        kStarChange = after.gap - movedGap
        rest = gapChange - (gapParts.sum + kStarChange)
        edgeChange = after.sigma[0] - before.sigma[0]
        edgeParts = upper == 0 ? parts[0] : parts[2]
        edgeRest = edgeChange - edgeParts.sum
        forecastChange = Self.forecast(after, products: rows, window: window)
        let figures = [gapChange, kStarChange, rest, edgeChange, edgeRest, forecastChange]
        guard (gapParts.values + edgeParts.values + figures).allSatisfy(\.isFinite) else { return nil }
    }

    /// The change of the gap at the present k* when the newest update enters once more, and the oldest of a full window
    /// leaves.
    private static func forecast(_ edge: Edge, products: UpdateProducts, window: Int) -> Double {
        let repeated = products.repeatingNewest()
        let next = Edge(products: repeated, updates: min(repeated.count, window))
        let upper = edge.kStarWeighted - 1
        return next.sigma[upper] - next.sigma[upper + 1] - edge.gap
    }
}
