/// The value of an option that limits how fast a run is trained.
enum PaceLimit: Sendable {
    case unlimited
    case stepsPerSecond(Double)

    /// The limit in steps a second; nil for as fast as possible.
    var stepsPerSecond: Double? {
        switch self {
        case .unlimited: nil
        case .stepsPerSecond(let value): value
        }
    }
}
