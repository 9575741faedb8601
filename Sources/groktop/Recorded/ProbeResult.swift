internal import Probes
internal import RunEvents
internal import SpectralEdge

/// What a probe of a recorded run has measured.
enum ProbeResult: Encodable, Sendable {
    case ablate(AblationRecord)
    case perturb(PerturbationRecord)
    case curvature(CurvatureRecord)
    case readout(ReadoutRecord)
    case function(FunctionRecord)
    case attention(AttentionRecord)
    case fourier(FourierRecord)

    /// Measures on the calling thread.
    ///
    /// - Returns: nil if cancelled.
    init?(_ name: ProbeName, _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool) {
        let result: ProbeResult? =
            switch name {
            case .ablate: AblationProbe.run(context, snapshot, isCancelled: isCancelled).map { .ablate($0) }
            case .perturb: PerturbationProbe.run(context, snapshot, isCancelled: isCancelled).map { .perturb($0) }
            case .curvature: CurvatureProbe.run(context, snapshot, isCancelled: isCancelled).map { .curvature($0) }
            case .readout: ReadoutProbe.run(context, snapshot, isCancelled: isCancelled).map { .readout($0) }
            case .function: FunctionProbe.run(context, snapshot, isCancelled: isCancelled).map { .function($0) }
            case .attention: AttentionProbe.run(context, snapshot, isCancelled: isCancelled).map { .attention($0) }
            case .fourier: FourierProbe.run(context, snapshot, isCancelled: isCancelled).map { .fourier($0) }
            }
        guard let result else { return nil }
        self = result
    }

    /// The record alone: which it is stands beside it.
    func encode(to encoder: any Encoder) throws {
        switch self {
        case .ablate(let record): try record.encode(to: encoder)
        case .perturb(let record): try record.encode(to: encoder)
        case .curvature(let record): try record.encode(to: encoder)
        case .readout(let record): try record.encode(to: encoder)
        case .function(let record): try record.encode(to: encoder)
        case .attention(let record): try record.encode(to: encoder)
        case .fourier(let record): try record.encode(to: encoder)
        }
    }
}
