/// The lifecycle estimate at one step.
package struct PhaseReading: Sendable, Equatable {
    /// The optimizer step of the event that gave the reading.
    package var step: Int
    /// The estimated phase at that step.
    package var phase: LifecyclePhase
    /// The step at which the estimate first said that the run generalizes; nil while it has not.
    package var generalizingSince: Int?

    /// Makes a reading from its members.
    package init(step: Int, phase: LifecyclePhase, generalizingSince: Int?) {
        self.step = step
        self.phase = phase
        self.generalizingSince = generalizingSince
    }
}
