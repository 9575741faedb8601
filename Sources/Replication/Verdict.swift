/// What our figures say of the paper's.
package enum Verdict: String, Sendable, Codable, CaseIterable {
    case holds
    case holdsInDirection
    case doesNotHold
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
        case .noClaim: "ours alone"
        case .notMeasured: "not measured"
        }
    }
}
