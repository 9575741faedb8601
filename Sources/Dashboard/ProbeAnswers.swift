package import RunEvents

/// Answers of probes that were asked for while looking back. They are about the past, and enter no run's history.
package struct ProbeAnswers: Sendable {
    package private(set) var ablation: AblationRecord?
    package private(set) var perturbation: PerturbationRecord?
    package private(set) var newest: ProbeKind?

    package init() {}

    package var isEmpty: Bool { newest == nil }

    mutating func take(_ probe: ProbeRecord) {
        switch probe {
        case .ablation(let record):
            ablation = record
            newest = .ablation
        case .perturbation(let record):
            perturbation = record
            newest = .perturbation
        // No key asks for these.
        case .curvature, .readout, .function, .attention, .fourier: break
        }
    }
}
