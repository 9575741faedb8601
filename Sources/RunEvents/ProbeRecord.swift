/// What a probe found out about a snapshot of the parameters.
package enum ProbeRecord: Sendable, Equatable {
    case ablation(AblationRecord)
    case perturbation(PerturbationRecord)

    /// The step whose parameters were probed.
    package var step: Int {
        switch self {
        case .ablation(let record): record.step
        case .perturbation(let record): record.step
        }
    }
}
