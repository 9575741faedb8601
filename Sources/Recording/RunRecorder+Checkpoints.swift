internal import Dispatch
package import RunEvents
internal import Synchronization

extension RunRecorder {
    /// As many checkpoints may wait to be written: each is in memory as long.
    private static let mostWaiting = 2

    /// Whether a checkpoint that can be left out may be made: not while several are still being written.
    package var canKeepNow: Bool {
        state.withLock { !$0.isOver && $0.checkpointsWaiting < Self.mostWaiting }
    }

    /// Takes a checkpoint in. It is written after all events recorded before this call are committed: a checkpoint on disk never
    /// knows of events that the record has lost to a kill.
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
        commitNow()
        guard failure == nil else { return }
        do throws(RecordingError) {
            try CheckpointStore(folder).write(checkpoint, within: settings.budget)
        } catch {
            fail(error)
        }
    }
}
