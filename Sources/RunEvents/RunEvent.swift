/// Everything that a run tells the world, in order. Live, replayed and remote runs are all a stream of these.
package enum RunEvent: Sendable, Equatable {
    case started(StartedRecord)
    case evaluation(EvaluationRecord)
    case spectrum(SpectrumRecord)
    /// A command as it was applied.
    case command(CommandRecord)
    /// A command that could not be carried out, and why.
    case refused(RefusedRecord)
    case probe(ProbeRecord)
    case marker(MarkerRecord)
    /// Where the run is just now. Comes by the clock and not by the step, so it is shown and never kept or printed.
    case progress(ProgressRecord)
    case finished(FinishedRecord)
}

/// The first event of a run.
package struct StartedRecord: Sendable, Equatable {
    package var config: RunConfig
    package var engine: EngineRecord

    package init(config: RunConfig, engine: EngineRecord) {
        self.config = config
        self.engine = engine
    }
}

/// What the run is computed by: not decided by the configuration, but needed to trust or repeat its bits.
package struct EngineRecord: Sendable, Codable, Equatable {
    package var version: String
    /// The kernels that OpenBLAS picked. Another core type rounds differently.
    package var blasCore: String
    package var threads: Int
    package var parameterCount: Int
    /// P.
    package var trackedParameterCount: Int

    package init(version: String, blasCore: String, threads: Int, parameterCount: Int, trackedParameterCount: Int) {
        self.version = version
        self.blasCore = blasCore
        self.threads = threads
        self.parameterCount = parameterCount
        self.trackedParameterCount = trackedParameterCount
    }
}

package struct CommandRecord: Sendable, Codable, Equatable {
    /// Steps done when the command was applied.
    package var step: Int
    package var command: RunCommand
    /// ω from here on.
    package var weightDecay: Double

    package init(step: Int, command: RunCommand, weightDecay: Double) {
        self.step = step
        self.command = command
        self.weightDecay = weightDecay
    }
}

package struct RefusedRecord: Sendable, Codable, Equatable {
    package var step: Int
    package var command: RunCommand
    package var reason: String

    package init(step: Int, command: RunCommand, reason: String) {
        self.step = step
        self.command = command
        self.reason = reason
    }
}

/// Something worth a mark on the time axis.
package struct MarkerRecord: Sendable, Codable, Equatable {
    package var step: Int
    package var kind: Kind
    /// The accuracy that decided: train for memorized, test for the others.
    package var accuracy: Double
    /// Slingshots: the test accuracy one evaluation before.
    package var previousAccuracy: Double?
    /// Sequences the accuracy stands on.
    package var sequences: Int

    package enum Kind: String, Sendable, Codable, CaseIterable {
        case memorized, grokked, slingshot
    }

    package init(step: Int, kind: Kind, accuracy: Double, previousAccuracy: Double? = nil, sequences: Int) {
        self.step = step
        self.kind = kind
        self.accuracy = accuracy
        self.previousAccuracy = previousAccuracy
        self.sequences = sequences
    }
}

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

    package enum State: String, Sendable, Codable {
        case running, paused, finished
    }

    package init(
        step: Int, state: State, stepsPerSecond: Double, possibleStepsPerSecond: Double, pace: Double?,
        weightDecay: Double, probesUnderWay: Int
    ) {
        self.step = step
        self.state = state
        self.stepsPerSecond = stepsPerSecond
        self.possibleStepsPerSecond = possibleStepsPerSecond
        self.pace = pace
        self.weightDecay = weightDecay
        self.probesUnderWay = probesUnderWay
    }
}

/// The last event of a run.
package struct FinishedRecord: Sendable, Codable, Equatable {
    package var step: Int
    package var reason: Reason
    /// With `notFinite`: the quantity that stopped being a number.
    package var detail: String?
    /// SHA-256 of the final parameters: float32, little-endian, in the order of the parameter table; in hexadecimal.
    package var parameterDigest: String

    package enum Reason: String, Sendable, Codable {
        /// All steps are done.
        case completed
        /// Somebody asked.
        case stopped
        /// A loss, norm, gradient or update was infinite or not a number.
        case notFinite
    }

    package init(step: Int, reason: Reason, detail: String? = nil, parameterDigest: String) {
        self.step = step
        self.reason = reason
        self.detail = detail
        self.parameterDigest = parameterDigest
    }
}
