package import RunEvents
internal import Tasks

/// The values of a run's options where the command line does not give them. nil leaves the built-in value.
package struct RunDefaults: Equatable, Sendable {
    /// What is learned; nil for Dyck-1.
    package var task: TaskName?
    /// The seed; nil for 42.
    package var seed: UInt64?
    /// Optimizer steps; nil for the task's own number.
    package var steps: Int?
    /// ω; nil for the task's own.
    package var weightDecay: Double?
    /// η; nil for the task's own.
    package var learningRate: Double?
    /// The most steps a second of a run on the screen.
    package var pace: Pace?
    /// Threads that compute; nil for one a core.
    package var threads: Int?

    /// How fast a run may go on the screen.
    package enum Pace: Equatable, Sendable {
        case unlimited
        case stepsPerSecond(Double)
    }

    /// The task that is trained where none is named.
    package static let task = TaskName.dyck
    /// The seed where none is given.
    package static let seed: UInt64 = 42
    /// The pace on the screen where none is given, in steps a second. It is slow enough to watch a run grok.
    package static let pace = 60.0

    /// The built-in values.
    package init() {}

    /// Whether the two mean the same run.
    package static func == (left: RunDefaults, right: RunDefaults) -> Bool {
        (left.task ?? task) == (right.task ?? task) && (left.seed ?? seed) == (right.seed ?? seed)
            && left.steps == right.steps && left.weightDecay == right.weightDecay
            && left.learningRate == right.learningRate
            && (left.pace ?? .stepsPerSecond(pace)) == (right.pace ?? .stepsPerSecond(pace))
            && left.threads == right.threads
    }
}
