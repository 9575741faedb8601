package import RunEvents
package import SpectralEdge

/// Measures a snapshot and reports the share that is done. It is called on a thread of its own beside the training, and
/// returns nil where it was cancelled.
package typealias ProbeRunner =
    @Sendable (
        _ kind: MeasurementKind, _ snapshot: EdgeSnapshot, _ isCancelled: () -> Bool, _ progress: (Double) -> Void
    ) -> ProbeRecord?

/// Measures functional R² of a snapshot during training. The trainer's thread calls it and waits, because otherwise the
/// record's place among the events would depend on the clock.
package typealias ResponseRunner = @Sendable (_ snapshot: EdgeSnapshot) -> ResponseRecord?
