/// What a run is: one that groktop trains, or one that another program trains and groktop watches.
package enum RunDescription: Sendable, Equatable {
    /// groktop trains it, and can make every step of it again.
    case trained(RunConfig)
    /// Another program trains it. What it tells is all that there is.
    case watched(WatchedRun)

    /// The configuration; nil of a run that another program trains.
    package var config: RunConfig? {
        if case .trained(let config) = self { config } else { nil }
    }

    /// The other program's description; nil of a run that groktop trains.
    package var watched: WatchedRun? {
        if case .watched(let run) = self { run } else { nil }
    }

    /// The task's name, or the name that the other program gave the run. Text from outside: not yet printable.
    package var name: String {
        switch self {
        case .trained(let config): config.task.rawValue
        case .watched(let run): run.name
        }
    }

    /// Optimizer steps of the whole run; nil where the other program did not say.
    package var steps: Int? {
        switch self {
        case .trained(let config): config.steps
        case .watched(let run): run.steps
        }
    }

    /// No step of the run lies beyond this one. Another program may make more steps than it announced.
    package var lastStep: Int {
        switch self {
        case .trained(let config): config.steps
        case .watched: WatchedRun.lastStep
        }
    }

    /// The seed of all random generators; nil where the other program did not say.
    package var seed: UInt64? {
        switch self {
        case .trained(let config): config.seed
        case .watched(let run): run.seed
        }
    }

    /// ω at the start: the largest of the parameter groups; nil where there are none.
    package var weightDecay: Double? {
        switch self {
        case .trained(let config): config.optimizer.weightDecay
        case .watched(let run): run.groups.map(\.weightDecay).max()
        }
    }

    /// The windows of the spectral edge.
    package var spectrum: SpectrumConfig {
        switch self {
        case .trained(let config): config.spectrum
        case .watched(let run): run.spectrum
        }
    }

    /// Whether each update is split into gradient and weight decay: always where groktop trains the run.
    package var hasSplit: Bool {
        switch self {
        case .trained: true
        case .watched(let run): run.split != .none
        }
    }

    /// Shares of the gradient from and up to which a direction's class is read.
    package var thresholds: ClassThresholds {
        switch self {
        case .trained(let config): config.thresholds.classes
        case .watched(let run): run.thresholds
        }
    }
}

/// One object: the keys of `RunConfig`, or the key `watched` alone.
extension RunDescription: Codable {
    private enum Key: String, CodingKey { case watched }

    /// Writes the configuration's keys, or `watched`.
    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .trained(let config): try config.encode(to: encoder)
        case .watched(let run):
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(run, forKey: .watched)
        }
    }

    /// Reads either.
    ///
    /// - Throws: `DecodingError` where a key is missing.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if let run = try container.decodeIfPresent(WatchedRun.self, forKey: .watched) {
            self = .watched(run)
        } else {
            self = .trained(try RunConfig(from: decoder))
        }
    }
}
