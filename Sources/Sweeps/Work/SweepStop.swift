internal import Foundation
internal import Synchronization

/// Stops a sweep's work, as Ctrl-C does: no run is begun any more, and those under way end at a step with a checkpoint.
package final class SweepStop: Sendable {
    private struct State {
        var calls = 0
        var children: [ObjectIdentifier: ChildProcess] = [:]
    }

    private let state = Mutex(State())

    /// Work that is not stopped.
    package init() {}

    /// Whether it is stopped.
    package var isStopped: Bool { state.withLock { $0.calls > 0 } }

    /// Stops the work. A second call ends processes that did not end at the first at once; what they have recorded
    /// stays.
    package func stop() {
        let (calls, children) = state.withLock { state in
            state.calls += 1
            return (state.calls, Array(state.children.values))
        }
        for child in children { child.send(calls == 1 ? SIGTERM : SIGKILL) }
    }

    /// Takes care of a child until its end.
    func wait(for child: ChildProcess) -> ChildProcess.End {
        let isStopped = state.withLock { state in
            state.children[ObjectIdentifier(child)] = child
            return state.calls > 0
        }
        if isStopped { child.send(SIGTERM) }
        defer { state.withLock { _ = $0.children.removeValue(forKey: ObjectIdentifier(child)) } }
        return child.wait()
    }
}
