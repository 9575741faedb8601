/// What a lifecycle estimate says at a step.
package struct PhaseReading: Sendable, Equatable {
    /// The step of the event that the reading stands on.
    package var step: Int
    /// The phase at that step.
    package var phase: LifecyclePhase
    /// The step at which the estimate first said that the run generalizes; nil while it has not.
    package var generalizingSince: Int?

    /// - Parameter generalizingSince: nil while the estimate has not said that the run generalizes.
    package init(step: Int, phase: LifecyclePhase, generalizingSince: Int?) {
        self.step = step
        self.phase = phase
        self.generalizingSince = generalizingSince
    }
}
