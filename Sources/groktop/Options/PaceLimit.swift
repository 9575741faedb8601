internal import Configuration
internal import Runs

/// The value of an option that limits how fast a run is trained.
enum PaceLimit: Sendable {
    case unlimited
    case stepsPerSecond(Double)

    /// The limit of a run on the screen where none is given: the configured one, or what can be watched.
    static var onScreen: PaceLimit {
        switch UserConfiguration.configuration.run.pace {
        case .unlimited?: .unlimited
        case .stepsPerSecond(let value)?: .stepsPerSecond(value)
        case nil: .stepsPerSecond(TrainingSettings.watchedPace)
        }
    }

    /// The limit in steps a second; nil for as fast as possible.
    var stepsPerSecond: Double? {
        switch self {
        case .unlimited: nil
        case .stepsPerSecond(let value): value
        }
    }
}
