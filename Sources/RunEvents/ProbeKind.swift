/// The probes that can be fired at a run.
package enum ProbeKind: String, Sendable, Codable, CaseIterable {
    case ablation, perturbation
}
