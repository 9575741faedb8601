/// The six parts of a singular value's change, or of a gap's, over one interval: what the update that enters the window
/// adds, and what the update that leaves it takes away.
///
/// With v the direction, the square ⟨δ, v⟩² of each update is the sum of three: ⟨δ^grad, v⟩² (driving), ⟨δ^wd, v⟩²
/// (decay) and 2⟨δ^grad, v⟩⟨δ^wd, v⟩ (alignment). What leaves has its sign reversed already, so the six add up.
package struct LedgerParts: Sendable, Codable, Equatable {
    /// The gradient's part of the update that enters.
    package var enteringDriving: Double
    /// Weight decay's part of the update that enters.
    package var enteringDecay: Double
    /// What gradient and weight decay of the update that enters make together.
    package var enteringAlignment: Double
    /// The gradient's part of the update that leaves.
    package var leavingDriving: Double
    /// Weight decay's part of the update that leaves.
    package var leavingDecay: Double
    /// What gradient and weight decay of the update that leaves make together.
    package var leavingAlignment: Double

    /// Makes the parts from their members, which it does not check.
    package init(
        enteringDriving: Double, enteringDecay: Double, enteringAlignment: Double, leavingDriving: Double,
        leavingDecay: Double, leavingAlignment: Double
    ) {
        self.enteringDriving = enteringDriving
        self.enteringDecay = enteringDecay
        self.enteringAlignment = enteringAlignment
        self.leavingDriving = leavingDriving
        self.leavingDecay = leavingDecay
        self.leavingAlignment = leavingAlignment
    }

    /// Parts that are all zero.
    package static let zero = LedgerParts(
        enteringDriving: 0, enteringDecay: 0, enteringAlignment: 0, leavingDriving: 0, leavingDecay: 0,
        leavingAlignment: 0)

    /// All six, in the order of the members.
    package var values: [Double] {
        [enteringDriving, enteringDecay, enteringAlignment, leavingDriving, leavingDecay, leavingAlignment]
    }

    /// The change that the six make together.
    package var sum: Double {
        enteringDriving + enteringDecay + enteringAlignment + leavingDriving + leavingDecay + leavingAlignment
    }

    /// Driving, decay and alignment of both updates together.
    package var net: (driving: Double, decay: Double, alignment: Double) {
        (enteringDriving + leavingDriving, enteringDecay + leavingDecay, enteringAlignment + leavingAlignment)
    }

    /// Adds part to part, the other's times a factor.
    package mutating func add(_ other: LedgerParts, times factor: Double = 1) {
        enteringDriving += factor * other.enteringDriving
        enteringDecay += factor * other.enteringDecay
        enteringAlignment += factor * other.enteringAlignment
        leavingDriving += factor * other.leavingDriving
        leavingDecay += factor * other.leavingDecay
        leavingAlignment += factor * other.leavingAlignment
    }
}
