/// What a probe found out about a snapshot of the parameters.
package enum ProbeRecord: Sendable, Equatable {
    case ablation(AblationRecord)
    case perturbation(PerturbationRecord)
    case curvature(CurvatureRecord)
    case readout(ReadoutRecord)
    case function(FunctionRecord)
    case attention(AttentionRecord)
    case fourier(FourierRecord)

    package var kind: ProbeKind {
        switch self {
        case .ablation: .ablation
        case .perturbation: .perturbation
        case .curvature: .curvature
        case .readout: .readout
        case .function: .function
        case .attention: .attention
        case .fourier: .fourier
        }
    }

    /// The step whose parameters were probed.
    package var step: Int {
        switch self {
        case .ablation(let record): record.step
        case .perturbation(let record): record.step
        case .curvature(let record): record.step
        case .readout(let record): record.step
        case .function(let record): record.step
        case .attention(let record): record.step
        case .fourier(let record): record.step
        }
    }

    /// The record alone, without its kind.
    package var record: any Codable & Sendable {
        switch self {
        case .ablation(let record): record
        case .perturbation(let record): record
        case .curvature(let record): record
        case .readout(let record): record
        case .function(let record): record
        case .attention(let record): record
        case .fourier(let record): record
        }
    }
}
