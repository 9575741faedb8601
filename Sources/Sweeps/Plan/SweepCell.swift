internal import Recording
package import RunEvents

/// One run of a sweep.
package struct SweepCell: Sendable, Equatable {
    /// What the run's folder is called. It ends with the first digits of `digest`, so equal runs have equal names in
    /// every plan.
    package var name: String
    /// What the run is: a digest of its configuration and its scheduled commands, or of a user's command.
    package var digest: String
    /// Its values by the names of the axes, as they were written.
    package var values: [String: String]

    /// Makes a cell from its members, which it does not check.
    package init(name: String, digest: String, values: [String: String]) {
        (self.name, self.digest, self.values) = (name, digest, values)
    }

    /// Digits of the digest that a name ends with.
    private static let nameDigits = 12

    /// A run that groktop trains.
    init(_ run: SweptRun, values: [String: String]) {
        digest = TrainingDigest.of(run.config, run.schedule)
        name = "\(run.config.task.rawValue)-\(run.config.seed)-\(digest.prefix(Self.nameDigits))"
        self.values = values
    }

    /// A run of a user's program.
    ///
    /// - Parameter words: the program with its arguments; what differs from machine to machine is left as placeholders.
    init(command words: [String], values: [String: String]) {
        digest = TrainingDigest.of(words)
        name = "run-\(digest.prefix(Self.nameDigits))"
        self.values = values
    }
}

extension SweepCell: Codable {}

/// A run that groktop trains, as the options of `groktop train` describe it.
package struct SweptRun: Sendable, Equatable {
    /// Everything that decides its bits but commands.
    package var config: RunConfig
    /// Its commands, each with its step.
    package var schedule: [ScheduledCommand]

    /// Makes a run from its members, which it does not check.
    package init(config: RunConfig, schedule: [ScheduledCommand]) { (self.config, self.schedule) = (config, schedule) }
}
