package import Foundation
package import RunEvents

/// What a list of runs shows of one, and a sweep has to know: few enough figures that those of ten thousand runs are
/// read at once.
package struct RunFacts: Sendable, Equatable {
    /// The name and identifier that the run was made with; folders can be renamed.
    package var reference: RunReference
    /// When the run was made.
    package var createdAt: Date
    /// The task's name, or the name that another program gave the run. Text from outside: not yet printable.
    package var name: String
    /// Whether another program trains the run.
    package var isWatched: Bool
    /// The seed of all random generators; nil where the other program did not say.
    package var seed: UInt64?
    /// Optimizer steps of the whole run; nil where the other program did not say.
    package var steps: Int?
    /// Whether the run has a weight decay at all: another program's run may have no parameter group.
    package var hasWeightDecay: Bool
    /// ω at the last commit; of a fork that has not begun, what it begins with.
    package var weightDecay: Double
    /// The optimizer steps that were done at the last commit.
    package var step: Int
    /// The highest deciding test accuracy; nil before the first evaluation.
    package var bestTestAccuracy: Double?
    /// The step of the first `grokked` mark; nil where there is none.
    package var grokkedAt: Int?
    /// Whether the run goes on, and how it ended.
    package var state: RunSummary.State
    /// The parent of a fork, and where the fork leaves it; nil for a run that is no fork.
    package var parent: ForkedRecord?
    /// How the last process ended; nil where it went without a word, or is still training.
    package var finish: FinishedRecord?
    /// What groktop trains, as `TrainingDigest` has it; nil for another program's run.
    package var trainingDigest: String?
    /// Whether the last process ended where a scheduled command stops the run.
    package var isScheduledStop: Bool
    /// The first command that changed the run's course and was not scheduled, such as `weight-decay=0 at step 40`; nil
    /// where there is none.
    package var foreignCommand: Result<String?, RecordingError>
    /// The deciding test accuracy from the first evaluation to the last, at `curvePoints` places; with few evaluations
    /// each stands several times. Empty where nothing was evaluated.
    package var curve: [Float]

    /// The most values that `curve` holds.
    package static let curvePoints = 32

    /// The parameters' digest at the end; nil where the last process went without a word, or is still training.
    package var parameterDigest: String? { finish?.parameterDigest }

    /// - Parameters:
    ///   - summary: what the run is, and how far it has come.
    ///   - schedule: the commands that were to be given on the way.
    ///   - commands: those that were given.
    ///   - curve: the deciding test accuracy over the run.
    init(
        _ summary: RunSummary, schedule: [ScheduledCommand], commands: Result<[CommandRecord], RecordingError>,
        curve: [Float]
    ) {
        reference = summary.reference
        createdAt = summary.createdAt
        name = summary.run.name
        isWatched = summary.run.watched != nil
        seed = summary.run.seed
        steps = summary.run.steps
        hasWeightDecay = summary.run.weightDecay != nil
        weightDecay = Self.weightDecay(summary, schedule, try? commands.get())
        step = summary.progress.step
        bestTestAccuracy = summary.bestTestAccuracy
        grokkedAt = summary.grokkedAt
        state = summary.state
        parent = summary.parent
        finish = summary.finish
        trainingDigest = summary.run.config.map { TrainingDigest.of($0, schedule) }
        isScheduledStop = schedule.contains { $0.command == .stop && $0.step == summary.finish?.step }
        foreignCommand = commands.map { given in
            given.first { command in
                command.command.changesTraining
                    && !schedule.contains { $0.step == command.step && $0.command.name == command.command.name }
            }.map { "\($0.command.rawValue) at step \($0.step)" }
        }
        self.curve = curve
    }

    /// A fork's own ω is a command of its schedule, which is given with its first step and not before.
    private static func weightDecay(
        _ summary: RunSummary, _ schedule: [ScheduledCommand], _ given: [CommandRecord]?
    ) -> Double {
        let recorded = summary.progress.weightDecay
        guard let fork = summary.parent, summary.progress.step == fork.step else { return recorded }
        let settings = schedule.compactMap { scheduled -> RunCommand.WeightDecaySetting? in
            guard case .weightDecay(let setting) = scheduled.command, scheduled.step == fork.step,
                given?.contains(where: { $0.step == scheduled.step && $0.command == scheduled.command }) != true
            else { return nil }
            return setting
        }
        return switch settings.last {
        case .off: 0
        case .value(let value): value
        case .on, nil: recorded
        }
    }
}
