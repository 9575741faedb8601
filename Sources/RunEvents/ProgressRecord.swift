/// Where a run is just now.
package struct ProgressRecord: Sendable, Codable, Equatable {
    package var step: Int
    package var state: State
    /// Steps a second at which the run now goes, pacing included.
    package var stepsPerSecond: Double
    /// Steps a second that it could go without pacing.
    package var possibleStepsPerSecond: Double
    /// Steps a second asked for; nil for as fast as possible.
    package var pace: Double?
    package var weightDecay: Double
    /// Probes asked for and not yet answered.
    package var probesUnderWay: Int
    /// What share of the oldest of these is done, from 0 to 1; nil where none is under way. Not recorded.
    package var probeProgress: Double?

    package enum State: String, Sendable, Codable {
        case running, paused, finished
    }

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
