/// What opened or closed the spectral gap g = σ_k* − σ_{k*+1} of a window over its newest interval, and what moved σ_1:
/// an account whose parts add up to the change. `SpectralEdge.GapLedger` has the formula.
package struct GapLedgerRecord: Sendable, Codable, Equatable {
    /// Optimizer steps done at the end of the interval.
    package var step: Int
    /// N, optimizer steps of each update in the window.
    package var interval: Int
    /// W, the updates that a full window holds.
    package var window: Int
    /// The weighted k* of this window, counted from 1.
    package var kStar: Int
    /// g, the gap of this window.
    package var gap: Double
    /// g minus the g of the window before, each at its own k*: the sum of the eight figures that follow.
    package var gapChange: Double
    /// What the gradient's part of the entering update adds to the gap at `previousKStar`.
    package var enteringDriving: Double
    /// What weight decay's part of the entering update adds to it.
    package var enteringDecay: Double
    /// What both parts of the entering update make together.
    package var enteringAlignment: Double
    /// What the gap loses with the gradient's part of the leaving update; 0 while the window fills.
    package var leavingDriving: Double
    /// What the gap loses with weight decay's part of the leaving update; 0 while the window fills.
    package var leavingDecay: Double
    /// What both parts of the leaving update made together; 0 while the window fills.
    package var leavingAlignment: Double
    /// What the move of k* alone makes; 0 where k* stays.
    package var kStarChange: Double
    /// What the quadrature leaves of `gapChange`.
    package var rest: Double
    /// The weighted k* of the window before, counted from 1: the six parts are of the gap there.
    package var previousKStar: Int
    /// Δσ_1: the sum of the seven figures that follow.
    package var edgeChange: Double
    /// What the gradient's part of the entering update adds to σ_1.
    package var edgeEnteringDriving: Double
    /// What weight decay's part of the entering update adds to σ_1.
    package var edgeEnteringDecay: Double
    /// What both parts of the entering update make of σ_1 together.
    package var edgeEnteringAlignment: Double
    /// What σ_1 loses with the gradient's part of the leaving update.
    package var edgeLeavingDriving: Double
    /// What σ_1 loses with weight decay's part of the leaving update.
    package var edgeLeavingDecay: Double
    /// What both parts of the leaving update made of σ_1 together.
    package var edgeLeavingAlignment: Double
    /// What the quadrature leaves of `edgeChange`.
    package var edgeRest: Double
    /// A forecast of the next interval's change of the gap at `kStar`: the update that entered enters once more.
    package var forecastChange: Double

    /// Whether k* differs from that of the window before. A forecast then was of another gap than the one that is.
    package var kStarChanged: Bool { previousKStar != kStar }

    /// The six parts of the gap's change.
    package var gapParts: LedgerParts {
        LedgerParts(
            enteringDriving: enteringDriving, enteringDecay: enteringDecay, enteringAlignment: enteringAlignment,
            leavingDriving: leavingDriving, leavingDecay: leavingDecay, leavingAlignment: leavingAlignment)
    }

    /// The six parts of Δσ_1.
    package var edgeParts: LedgerParts {
        LedgerParts(
            enteringDriving: edgeEnteringDriving, enteringDecay: edgeEnteringDecay,
            enteringAlignment: edgeEnteringAlignment, leavingDriving: edgeLeavingDriving,
            leavingDecay: edgeLeavingDecay, leavingAlignment: edgeLeavingAlignment)
    }

    /// Makes a record from its members, which it does not check.
    ///
    /// - Parameters:
    ///   - gapParts: the six parts of `gapChange`.
    ///   - edgeParts: the six parts of `edgeChange`.
    package init(
        step: Int, interval: Int, window: Int, kStar: Int, previousKStar: Int, gap: Double, gapChange: Double,
        gapParts: LedgerParts, kStarChange: Double, rest: Double, edgeChange: Double, edgeParts: LedgerParts,
        edgeRest: Double, forecastChange: Double
    ) {
        (self.step, self.interval, self.window) = (step, interval, window)
        (self.kStar, self.previousKStar) = (kStar, previousKStar)
        (self.gap, self.gapChange) = (gap, gapChange)
        enteringDriving = gapParts.enteringDriving
        enteringDecay = gapParts.enteringDecay
        enteringAlignment = gapParts.enteringAlignment
        leavingDriving = gapParts.leavingDriving
        leavingDecay = gapParts.leavingDecay
        leavingAlignment = gapParts.leavingAlignment
        (self.kStarChange, self.rest) = (kStarChange, rest)
        self.edgeChange = edgeChange
        edgeEnteringDriving = edgeParts.enteringDriving
        edgeEnteringDecay = edgeParts.enteringDecay
        edgeEnteringAlignment = edgeParts.enteringAlignment
        edgeLeavingDriving = edgeParts.leavingDriving
        edgeLeavingDecay = edgeParts.leavingDecay
        edgeLeavingAlignment = edgeParts.leavingAlignment
        (self.edgeRest, self.forecastChange) = (edgeRest, forecastChange)
    }
}
