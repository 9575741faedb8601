/// How fast a run is trained, as an option says it.
enum Pace: Sendable {
    case unlimited
    case stepsPerSecond(Double)

    /// nil for as fast as possible.
    var stepsPerSecond: Double? {
        switch self {
        case .unlimited: nil
        case .stepsPerSecond(let value): value
        }
    }
}
