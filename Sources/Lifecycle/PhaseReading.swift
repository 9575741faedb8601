/// What a lifecycle estimate says at a step.
package struct PhaseReading: Sendable, Equatable {
    package var step: Int
    package var phase: LifecyclePhase
    /// The step at which the estimate first said that the run generalizes; nil while it has not.
    package var generalizingSince: Int?

    package init(step: Int, phase: LifecyclePhase, generalizingSince: Int?) {
        self.step = step
        self.phase = phase
        self.generalizingSince = generalizingSince
    }
}
