package import RunEvents
package import SpectralEdge

/// Every probe by its name.
package enum ProbeSuite {
    /// Measures on the calling thread.
    ///
    /// - Returns: nil if cancelled.
    /// - Precondition: the snapshot has directions where the probe needs some; the context has train sequences.
    package static func run(
        _ kind: ProbeKind, _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool
    ) -> ProbeRecord? {
        switch kind {
        case .ablation: AblationProbe.run(context, snapshot, isCancelled: isCancelled).map { .ablation($0) }
        case .perturbation:
            PerturbationProbe.run(context, snapshot, isCancelled: isCancelled).map { .perturbation($0) }
        case .curvature: CurvatureProbe.run(context, snapshot, isCancelled: isCancelled).map { .curvature($0) }
        case .readout: ReadoutProbe.run(context, snapshot, isCancelled: isCancelled).map { .readout($0) }
        case .function: FunctionProbe.run(context, snapshot, isCancelled: isCancelled).map { .function($0) }
        case .attention: AttentionProbe.run(context, snapshot, isCancelled: isCancelled).map { .attention($0) }
        case .fourier: FourierProbe.run(context, snapshot, isCancelled: isCancelled).map { .fourier($0) }
        }
    }
}
