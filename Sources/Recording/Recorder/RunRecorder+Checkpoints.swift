internal import Dispatch
package import RunEvents
internal import Synchronization

extension RunRecorder {
    /// How many checkpoints may wait to be written. Each stays in memory until it is.
    private static let mostWaiting = 2

    /// Whether a checkpoint that can be left out may be made: not while several are still being written.
    package var canKeepNow: Bool {
        state.withLock { !$0.isOver && $0.checkpointsWaiting < Self.mostWaiting }
    }

    /// Takes a checkpoint in. It is written after all events recorded before this call are committed: a checkpoint on
    /// disk never knows of events that the record has lost to a kill.
    package func keep(_ checkpoint: Checkpoint) {
        state.withLock { state in
            guard !state.isOver else { return }
            state.checkpointsWaiting += 1
            // Within the lock, so that `close` finds it in the queue.
            checkpointQueue.async { [self] in write(checkpoint) }
        }
    }

    private func write(_ checkpoint: Checkpoint) {
        defer { state.withLock { $0.checkpointsWaiting -= 1 } }
        let step = checkpoint.state.step
        if let error = commitNow() { return miss(step, error) }
        do throws(RecordingError) {
            let neededStep = state.withLock { $0.openRequests.firstStep }
            try checkpoints.write(checkpoint, within: settings.budget, neededStep: neededStep)
            state.withLock { state in
                state.note(checkpoint: step, nil)
                state.areCheckpointsMissing = false
            }
        } catch {
            miss(step, error)
        }
    }

    /// Reports the first of several checkpoints in a row that could not be written.
    private func miss(_ step: Int, _ error: RecordingError) {
        let isFirst = state.withLock { state in
            defer { state.areCheckpointsMissing = true }
            state.note(checkpoint: step, error)
            return !state.areCheckpointsMissing
        }
        if isFirst { settings.report?(.checkpointMissing(step: step, error)) }
    }
}
