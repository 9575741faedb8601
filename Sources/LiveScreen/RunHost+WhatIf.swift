internal import Console
internal import Dashboard
internal import Recording
internal import RunEvents
internal import Runs
internal import Synchronization

/// The fork that is trained beside the run on the screen.
extension RunHost {
    /// Forks the run, and trains the fork beside it.
    func beginWhatIf(_ folder: RunFolder, at step: Int, _ weightDecay: RunCommand.WeightDecaySetting, pace: Double?)
        throws
    {
        do {
            source?.flush()
            let fork = try ForkPlan(step: step, weightDecay: weightDecay).make(
                from: RunReader(folder), in: runsFolder(folder))
            let other = try WhatIf(fork, leftAt: step, mailbox: mailbox)
            try other.begin(threads: settings.threads, pace: pace)
            whatIf.withLock { $0 = other }
        } catch {
            mailbox.put(.whatIfEnded(nil))
            throw error
        }
    }

    /// Stops the fork; the run on the screen goes on alone.
    func closeWhatIf() async {
        guard let other = whatIf.withLock({ $0 }) else { return }
        mailbox.put(.working("stopping the other run"))
        await other.stop()
        whatIf.withLock { $0 = nil }
        mailbox.put(.working(nil))
        mailbox.put(.notice(LeavingText.stopped(other.folder), isAlert: false))
    }

    /// Stops the run on the screen, and follows the fork in its place.
    func keepWhatIf() async throws {
        guard let other = whatIf.withLock({ $0 }) else { return }
        let folder = source?.folder
        mailbox.put(.working("stopping this run"))
        await stop()
        mailbox.put(.working(nil))
        other.stopFollowing()
        try follow(other.folder)
        if let folder { mailbox.put(.notice(LeavingText.stopped(folder), isAlert: false)) }
    }
}
