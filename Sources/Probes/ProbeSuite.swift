internal import Kernels
package import RunEvents
package import SpectralEdge

/// Every probe by its name.
package enum ProbeSuite {
    /// Measures on the calling thread and at most one more.
    ///
    /// - Parameters:
    ///   - isCancelled: asked between any two measurements, on either thread.
    ///   - progress: is told what share is done, from 0 to 1 and never less than before; on either thread, never on
    ///     both at once.
    /// - Returns: nil if cancelled.
    /// - Precondition: the snapshot has directions where the probe needs some; the context has train sequences.
    package static func run(
        _ kind: ProbeKind, _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool,
        progress: (Double) -> Void = { _ in }
    ) -> ProbeRecord? {
        MatrixProduct.useCallingThreadOnly()
        if isCancelled() { return nil }
        return switch kind {
        case .ablation:
            AblationProbe.run(context, snapshot, isCancelled: isCancelled, progress: progress).map { .ablation($0) }
        case .perturbation:
            PerturbationProbe.run(context, snapshot, isCancelled: isCancelled, progress: progress).map {
                .perturbation($0)
            }
        case .curvature:
            CurvatureProbe.run(context, snapshot, isCancelled: isCancelled, progress: progress).map { .curvature($0) }
        case .readout:
            ReadoutProbe.run(context, snapshot, isCancelled: isCancelled, progress: progress).map { .readout($0) }
        case .function:
            FunctionProbe.run(context, snapshot, isCancelled: isCancelled, progress: progress).map { .function($0) }
        // One pass over the sequences each: there is no share of it.
        case .attention: AttentionProbe.run(context, snapshot, isCancelled: isCancelled).map { .attention($0) }
        case .fourier: FourierProbe.run(context, snapshot, isCancelled: isCancelled).map { .fourier($0) }
        }
    }
}
