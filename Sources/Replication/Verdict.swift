/// What our figures say of the paper's.
package enum Verdict: String, Sendable, Codable, CaseIterable {
    case holds
    case holdsInDirection
    case doesNotHold
    /// There is no figure of the paper to hold it against.
    case noClaim
    /// There is no figure of ours.
    case notMeasured

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
