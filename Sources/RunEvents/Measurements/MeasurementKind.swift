/// A measurement that a person can ask for: one entry of the catalogue.
///
/// Everything that is said of a measurement without making it stands here. How it is made is `MeasurementMaker`'s, what
/// it prints and exports `MeasurementReport`'s, what it draws the dashboard's panel of the same name; each of these has
/// a table with one line a measurement, and a test that finds a missing line.
package struct MeasurementKind: Sendable {
    /// What recordings, panels and exports call it.
    package let name: String
    /// What `groktop probe` and `--at` call it.
    package let command: String
    /// The key that chooses it from the menu; its capital derives the step on the screen again.
    package let letter: Unicode.Scalar
    /// What goes on while it is made: `ablating`.
    package let doing: String
    /// What it gives, in a few words for the menu.
    package let summary: String
    /// What it is made on.
    package let subject: Subject
    /// Whether it changes a model and sees what happens. The others measure a model as it is.
    package let changesModel: Bool
    /// The type of its answer.
    package let record: any MeasurementRecord.Type

    /// What a measurement is made on.
    package enum Subject: Sendable {
        /// The parameters of a step.
        case snapshot
        /// The parameters of a step and v₁…v₄, which the first steps of a run do not have.
        case directions
        /// Forks of the run, which are trained first: that takes minutes.
        case forks
    }

    /// Makes an entry.
    ///
    /// - Parameters:
    ///   - command: nil where it is the name.
    ///   - doing: nil for `measuring` and the name.
    init(
        _ name: String, command: String? = nil, letter: Unicode.Scalar, doing: String? = nil, summary: String,
        of subject: Subject, changesModel: Bool = false, record: any MeasurementRecord.Type
    ) {
        (self.name, self.command, self.letter) = (name, command ?? name, letter)
        (self.doing, self.summary) = (doing ?? "measuring \(name)", summary)
        (self.subject, self.changesModel, self.record) = (subject, changesModel, record)
    }

    /// Whether it measures along v₁…v₄.
    package var needsDirections: Bool { subject == .directions }
}

/// Two entries are the same where their names are.
extension MeasurementKind: Hashable {
    package static func == (one: MeasurementKind, other: MeasurementKind) -> Bool { one.name == other.name }
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension MeasurementKind {
    /// All measurements, in the order in which help and the menu list them.
    package static let all: [MeasurementKind] = [
        .ablation, .perturbation, .curvature, .readout, .function, .attention, .fourier, .intervention,
    ]

    /// Those that are made on one step: all but the intervention.
    package static let probes: [MeasurementKind] = all.filter { $0.subject != .forks }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    private static let byCommand = Dictionary(uniqueKeysWithValues: all.map { ($0.command, $0) })

    /// - Returns: nil where no measurement has the command.
    package init?(command: String) {
        guard let found = Self.byCommand[command] else { return nil }
        self = found
    }
}

/// In recordings a measurement is its name.
extension MeasurementKind: RawRepresentable, Codable {
    package var rawValue: String { name }

    /// - Returns: nil where no measurement has the name.
    package init?(rawValue: String) {
        guard let found = Self.byName[rawValue] else { return nil }
        self = found
    }
}
