internal import Foundation
internal import Recording
internal import RunEvents
internal import Tasks

/// A fork that is asked for.
struct ForkPlan: Sendable {
    var step: Int
    /// ω from there on; nil for the parent's.
    var weightDecay: RunCommand.WeightDecaySetting?
    /// Adam begins anew there.
    var freshOptimizer = false
    /// Of the whole run; nil for the parent's.
    var steps: Int?

    /// - Throws: `Failure` for a step that cannot be left from, `RecordingError`.
    func make(from parent: RunReader, in runsFolder: URL) throws -> RunFolder {
        try check(parent)
        var config = parent.config
        if let steps { config.steps = steps }
        let run = NewRun(config: config, version: ProgramVersion.current, schedule: schedule)
        return try RunFork.create(from: parent, at: step, run: run, in: runsFolder)
    }

    /// What happens where it leaves.
    var schedule: [ScheduledCommand] {
        let commands = [weightDecay.map { RunCommand.weightDecay($0) }, freshOptimizer ? .freshOptimizer : nil]
        return commands.compactMap(\.self).map { ScheduledCommand(step: step, command: $0) }
    }

    /// - Parameter option: what the step was given by.
    /// - Throws: what `make` would.
    func check(_ parent: RunReader, option: String = "--at") throws {
        let config = parent.config
        try Continuation.check(config, parent.folder)
        // The last evaluation of a run is of another extent than it would be on the way.
        let last = min(try parent.summary().progress.step, config.steps - 1)
        guard (0...last).contains(step) else {
            throw Failure.usage(
                "\(option) \(step): accepted is a step from 0 to \(last), which \(parent.folder.name) has come to and did not end with")
        }
        if let steps, steps <= step {
            throw Failure.usage("--steps \(steps): accepted is a number above \(step), where it leaves")
        }
    }
}
