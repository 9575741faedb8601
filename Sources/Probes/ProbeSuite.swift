package import RunEvents
package import SpectralEdge

/// Every probe by its name.
package enum ProbeSuite {
    /// - Returns: nil if cancelled.
    package static func run(
        _ kind: ProbeKind, _ context: ProbeContext, _ snapshot: EdgeSnapshot, isCancelled: () -> Bool
    ) -> ProbeRecord? {
        switch kind {
        case .ablation: AblationProbe.run(context, snapshot, isCancelled: isCancelled).map { .ablation($0) }
        case .perturbation:
            PerturbationProbe.run(context, snapshot, isCancelled: isCancelled).map { .perturbation($0) }
        }
    }
}
