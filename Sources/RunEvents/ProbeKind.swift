/// The probes that can be fired at a run. Raw values are what recordings hold.
package enum ProbeKind: String, Sendable, Codable, CaseIterable {
    case ablation, perturbation, curvature, readout, function, attention, fourier

    /// As it is typed: after `groktop probe`, and in `--at`.
    package var command: String {
        switch self {
        case .ablation: "ablate"
        case .perturbation: "perturb"
        case .curvature, .readout, .function, .attention, .fourier: rawValue
        }
    }

    /// - Returns: nil for anything but the accepted spellings.
    package init?(command: String) {
        guard let kind = Self.allCases.first(where: { $0.command == command }) else { return nil }
        self = kind
    }

    /// Whether it measures along v_1…v_4, which the first steps of a run do not have.
    package var needsDirections: Bool {
        switch self {
        case .ablation, .perturbation, .curvature, .function: true
        case .readout, .attention, .fourier: false
        }
    }
}
