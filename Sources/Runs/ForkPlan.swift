internal import Console
package import Foundation
package import Recording
package import RunEvents
internal import Tasks

/// A fork that is to be made: where it leaves its parent, and what changes there.
package struct ForkPlan: Sendable {
    /// The step at which the fork leaves its parent.
    package var step: Int
    /// ω from there on; nil for the parent's.
    package var weightDecay: RunCommand.WeightDecaySetting?
    /// Whether Adam begins anew there, without moments.
    package var freshOptimizer = false
    /// Optimizer steps of the whole run, counted from step 0; nil for the parent's.
    package var steps: Int?

    /// - Parameters:
    ///   - step: the step at which the fork leaves its parent.
    ///   - weightDecay: ω from there on; nil for the parent's.
    ///   - freshOptimizer: whether Adam begins anew there.
    ///   - steps: optimizer steps of the whole run; nil for the parent's.
    package init(
        step: Int, weightDecay: RunCommand.WeightDecaySetting? = nil, freshOptimizer: Bool = false, steps: Int? = nil
    ) {
        (self.step, self.weightDecay, self.freshOptimizer, self.steps) = (step, weightDecay, freshOptimizer, steps)
    }

    /// Makes the fork's folder, with its parent's events and checkpoints up to the step.
    ///
    /// - Throws: `Failure` for a step that cannot be left from, `RecordingError`.
    package func make(from parent: RunReader, in runsFolder: URL) throws -> RunFolder {
        try check(parent)
        var config = try parent.config
        if let steps { config.steps = steps }
        // A fork goes to its last step: its parent's end may lie behind it.
        config.ending = nil
        let run = NewRun(config: config, version: ProgramVersion.current, schedule: schedule)
        return try RunFork.create(from: parent, at: step, run: run, in: runsFolder)
    }

    /// The commands that are applied at the step, in order.
    package var schedule: [ScheduledCommand] {
        let commands = [weightDecay.map { RunCommand.weightDecay($0) }, freshOptimizer ? .freshOptimizer : nil]
        return commands.compactMap(\.self).map { ScheduledCommand(step: step, command: $0) }
    }

    /// Checks that the fork can be made, without making it.
    ///
    /// - Parameters:
    ///   - parent: the run that the fork leaves.
    ///   - option: the option that gave the step, for the message.
    /// - Throws: what `make` would throw.
    package func check(_ parent: RunReader, option: String = "--at") throws {
        try parent.checkWriting()
        let config = try parent.config
        try Continuation.check(config, parent.folder)
        // A fork cannot leave at the end: there the evaluation uses the whole test set, and in a longer run it would
        // not.
        let last = min(try parent.summary().progress.step, config.steps - 1)
        guard (0...last).contains(step) else {
            throw Failure.usage(
                "\(option) is \(step); it must be from 0 to \(last), because a fork leaves \(parent.folder.name) "
                    + "at a recorded step before its end"
            )
        }
        if let steps, steps <= step {
            throw Failure.usage("--steps is \(steps); it must be above \(step), the step where the fork leaves")
        }
    }
}
