/// What our figures say of the paper's.
package enum Verdict: String, Sendable, Codable, CaseIterable {
    /// The figure comes to the same within the margin, or where no figure is claimed the direction is as claimed.
    case holds
    /// The direction is as claimed; that the figure comes to the same is not shown.
    case holdsInDirection
    /// The figure differs by more than the margin and the direction is not shown, or it is the other way round.
    case doesNotHold
    /// There are enough seeds, and they show neither.
    case undecided
    /// There are figures, but not of as many seeds as a verdict needs.
    case tooFewSeeds
    /// The paper has no figure to compare with.
    case noClaim
    /// We have no figure.
    case notMeasured

    /// The verdict as the reports print it.
    package var words: String {
        switch self {
        case .holds: "holds"
        case .holdsInDirection: "holds in direction"
        case .doesNotHold: "does not hold"
        case .undecided: "not decided"
        case .tooFewSeeds: "too few seeds to tell"
        case .noClaim: "ours alone"
        case .notMeasured: "not measured"
        }
    }
}
