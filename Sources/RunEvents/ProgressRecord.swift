/// The present state of a run.
package struct ProgressRecord: Sendable, Codable, Equatable {
    /// Optimizer steps done.
    package var step: Int
    /// Whether the run is going on.
    package var state: State
    /// Optimizer steps per second at present, pacing included.
    package var stepsPerSecond: Double
    /// Optimizer steps per second that the run could do without pacing.
    package var possibleStepsPerSecond: Double
    /// The requested optimizer steps per second; nil for as fast as possible.
    package var pace: Double?
    /// ω at this step.
    package var weightDecay: Double
    /// How many requested probes are not answered yet.
    package var probesUnderWay: Int
    /// The share of the oldest probe that is done, from 0 to 1; nil where no probe is under way. Recordings do not hold
    /// it.
    package var probeProgress: Double?

    /// Whether a run is going on.
    package enum State: String, Sendable, Codable {
        case running, paused, finished
    }

    /// Makes a record from its members, which it does not check.
    package init(
        step: Int, state: State, stepsPerSecond: Double, possibleStepsPerSecond: Double, pace: Double?,
        weightDecay: Double, probesUnderWay: Int, probeProgress: Double? = nil
    ) {
        self.step = step
        self.state = state
        self.stepsPerSecond = stepsPerSecond
        self.possibleStepsPerSecond = possibleStepsPerSecond
        self.pace = pace
        self.weightDecay = weightDecay
        self.probesUnderWay = probesUnderWay
        self.probeProgress = probeProgress
    }
}
