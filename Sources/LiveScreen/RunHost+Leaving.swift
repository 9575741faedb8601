internal import Alerts
internal import Console
internal import Foundation
internal import Recording
internal import RunEvents
internal import Runs
internal import Synchronization
internal import Training

/// The screen is left, or its terminal is gone.
extension RunHost {
    /// The lines to print after the screen, one for each run that was trained: how far it is, and how to continue it.
    func leavingLines(_ end: TrainingEnd?) -> [String] {
        if let folder = source?.folder {
            let other = whatIf.withLock { $0?.folder }.flatMap { $0.name == folder.name ? nil : $0 }
            return [folder, other].compactMap(\.self).compactMap { LeavingText.line($0, in: runsFolder($0)) }
        }
        return steps.flatMap { LeavingText.line(end, steps: $0) }.map { [$0] } ?? []
    }

    /// Says in the recording that the terminal is gone, and what follows from it. Where nothing is trained here it says
    /// nothing.
    ///
    /// - Parameter goesOn: whether training is to go on without a terminal.
    /// - Returns: whether it does. A run that is paused does not: nobody is there to let it go on.
    func terminalIsGone(goesOn: Bool) async -> Bool {
        if goesOn { await opening.withLock { $0 }?.value }
        guard isTraining, !isOver, let source else { return false }
        let (step, isPaused) = newest.withLock { ($0.step, $0.isPaused) }
        let follows =
            switch (goesOn, isPaused) {
            case (true, false): "the run goes on without one"
            case (true, true): "the run is paused, and nobody can continue it: it stops here"
            case (false, _): "the run stops here"
            }
        let message = "the terminal is gone: \(follows) (--on-hangup \(goesOn ? "continue" : "stop"))"
        // The recording goes on where it cannot be written, and says so by itself.
        try? source.add(.remark(RemarkRecord(step: step, kind: .note, message: message)))
        return goesOn && !isPaused
    }

    /// Returns when the training and the interventions under way are over. The screen gets no more messages.
    func trainWithoutScreen() async {
        mailbox.close()
        _ = await work?.value
        await interventions.finish()
    }

    /// Ends all work after the screen was left: nothing new begins, and the training stops.
    ///
    /// - Returns: how the training ended; nil where nothing was trained.
    func leave() async -> TrainingEnd? {
        hasLeft = true
        return await stop()
    }

    /// Cancels the forks under way and records what they have. Call it before the process ends.
    func close() async {
        await whatIf.withLock { $0 }?.stop()
        await interventions.close()
        alerts.withLock { $0 }?.finish()
    }
}
