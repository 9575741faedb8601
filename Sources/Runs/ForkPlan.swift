internal import Console
package import Foundation
package import Recording
package import RunEvents
internal import Tasks

/// A fork that is asked for.
package struct ForkPlan: Sendable {
    /// Where it leaves its parent.
    package var step: Int
    /// ω from there on; nil for the parent's.
    package var weightDecay: RunCommand.WeightDecaySetting?
    /// Adam begins anew there.
    package var freshOptimizer = false
    /// Of the whole run; nil for the parent's.
    package var steps: Int?

    /// - Parameters:
    ///   - step: where it leaves its parent.
    ///   - weightDecay: ω from there on; nil for the parent's.
    ///   - freshOptimizer: whether Adam begins anew there.
    ///   - steps: optimizer steps of the whole run; nil for the parent's.
    package init(
        step: Int, weightDecay: RunCommand.WeightDecaySetting? = nil, freshOptimizer: Bool = false, steps: Int? = nil
    ) {
        (self.step, self.weightDecay, self.freshOptimizer, self.steps) = (step, weightDecay, freshOptimizer, steps)
    }

    /// - Throws: `Failure` for a step that cannot be left from, `RecordingError`.
    package func make(from parent: RunReader, in runsFolder: URL) throws -> RunFolder {
        try check(parent)
        var config = parent.config
        if let steps { config.steps = steps }
        let run = NewRun(config: config, version: ProgramVersion.current, schedule: schedule)
        return try RunFork.create(from: parent, at: step, run: run, in: runsFolder)
    }

    /// What happens where it leaves.
    package var schedule: [ScheduledCommand] {
        let commands = [weightDecay.map { RunCommand.weightDecay($0) }, freshOptimizer ? .freshOptimizer : nil]
        return commands.compactMap(\.self).map { ScheduledCommand(step: step, command: $0) }
    }

    /// - Parameter option: what the step was given by.
    /// - Throws: what `make` would.
    package func check(_ parent: RunReader, option: String = "--at") throws {
        try parent.checkWriting()
        let config = parent.config
        try Continuation.check(config, parent.folder)
        // The last evaluation of a run is of another extent than it would be on the way.
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
