package import RunEvents
package import SpectralEdge

/// Measures a snapshot, and tells what share is done meanwhile. Called on a thread of its own while training goes on;
/// returns nil if it was cancelled.
package typealias ProbeRunner =
    @Sendable (
        _ kind: MeasurementKind, _ snapshot: EdgeSnapshot, _ isCancelled: () -> Bool, _ progress: (Double) -> Void
    ) -> ProbeRecord?

/// Measures functional R² of a snapshot as the run goes on. Called on the trainer's thread, which waits for it: its
/// place among the events would depend on the clock otherwise.
package typealias ResponseRunner = @Sendable (_ snapshot: EdgeSnapshot) -> ResponseRecord?
