package import RunEvents
package import SpectralEdge

/// Measures a snapshot. Called on a thread of its own while training goes on; returns nil if it was cancelled.
package typealias ProbeRunner =
    @Sendable (_ kind: ProbeKind, _ snapshot: EdgeSnapshot, _ isCancelled: () -> Bool) -> ProbeRecord?
