/// A measurement that a person can ask for: one entry of the catalogue.
///
/// The entry holds all that can be said about a measurement without making it. `MeasurementMaker` makes it,
/// `MeasurementReport` prints and exports it, and the dashboard's panel of the same name draws it. Each of these has a
/// table with one line per measurement, and a test that finds a missing line.
package struct MeasurementKind: Sendable {
    /// The name in recordings, panels and exports.
    package let name: String
    /// The name in `groktop probe` and `--at`.
    package let command: String
    /// The key that chooses it from the menu; the capital letter also derives the shown step again first.
    package let letter: Unicode.Scalar
    /// What the program does while it makes the measurement: `ablating`.
    package let doing: String
    /// A few words for the menu about its result.
    package let summary: String
    /// What the measurement is made on.
    package let subject: Subject
    /// Whether the measurement changes a model to see the effect. The others measure a model as it is.
    package let changesModel: Bool
    /// The type of its result.
    package let record: any MeasurementRecord.Type

    /// What a measurement is made on.
    package enum Subject: Sendable {
        /// The parameters of a step.
        case snapshot
        /// The parameters of a step and v₁…v₄, which do not exist at the first steps of a run.
        case directions
        /// The parameters of a step, where the task adds or subtracts residues.
        case sumsOfResidues
        /// Forks of the run, which are trained first: that takes minutes.
        case forks
    }

    /// Makes an entry.
    ///
    /// - Parameters:
    ///   - command: the name in commands; where it is nil, that is `name`.
    ///   - doing: the words for the work; where they are nil, they are `measuring` and the name.
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

/// Two entries are equal where their names are.
extension MeasurementKind: Hashable {
    /// Compares the names.
    package static func == (one: MeasurementKind, other: MeasurementKind) -> Bool { one.name == other.name }
    /// Hashes the name.
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension MeasurementKind {
    /// All measurements that a run answers and a recording holds, in the order in which help and the menu list them.
    package static let all: [MeasurementKind] = [
        .ablation, .perturbation, .curvature, .readout, .function, .attention, .fourier, .progressMeasures,
        .intervention,
    ]

    /// The measurements that are made on one step: all but the intervention.
    package static let probes: [MeasurementKind] = all.filter { $0.subject != .forks }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    private static let byCommand = Dictionary(uniqueKeysWithValues: all.map { ($0.command, $0) })

    /// What `groktop probe` and the screen can look at besides: a look is no event, no command to a run asks for it,
    /// and no recording holds it.
    package static let looks: [MeasurementKind] = [.knowledge]

    /// The measurement or the look with the given name in `groktop probe`.
    ///
    /// - Returns: nil where none has the name.
    package init?(askedFor name: String) {
        guard let found = Self(command: name) ?? Self.looks.first(where: { $0.command == name }) else { return nil }
        self = found
    }

    /// The measurement with the given command.
    ///
    /// - Returns: nil where no measurement has the command.
    package init?(command: String) {
        guard let found = Self.byCommand[command] else { return nil }
        self = found
    }
}

/// A recording holds a measurement's name.
extension MeasurementKind: RawRepresentable, Codable {
    /// The name.
    package var rawValue: String { name }

    /// The measurement with the given name.
    ///
    /// - Returns: nil where no measurement has the name.
    package init?(rawValue: String) {
        guard let found = Self.byName[rawValue] else { return nil }
        self = found
    }
}
