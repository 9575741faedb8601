internal import Console
internal import RunEvents
internal import Synchronization
internal import TerminalUI

/// The progress of a replication on standard error. On a terminal one line is rewritten; elsewhere a line comes now and
/// then.
///
/// The time that is left covers the work whose rate was measured in this process. "At least" stands before it where
/// more work follows.
package final class ReplicationProgress: Sendable {
    private struct State {
        var phase = ""
        var unit = ""
        var total = 0
        var done = 0
        var began = ContinuousClock.now
        /// The steps of the runs under way, by name.
        var underWay: [String: Int] = [:]
        var isLast = false
        var lastShown: ContinuousClock.Instant?
        var isShown = false
    }

    private let state = Mutex(State())
    private let rewrites = StandardError.rewritesLines

    /// Begins a phase of the work.
    ///
    /// - Parameters:
    ///   - total: how many units the phase has.
    ///   - isLast: whether nothing that takes time follows.
    func begin(_ phase: String, unit: String, total: Int, isLast: Bool) {
        state.withLock { state in
            (state.phase, state.unit, state.total, state.done) = (phase, unit, total, 0)
            (state.began, state.underWay, state.isLast, state.lastShown) = (.now, [:], isLast, nil)
        }
    }

    /// - Parameters:
    ///   - units: how many units were done.
    ///   - run: the run that they were done for, with its step.
    func advance(_ units: Int, _ run: (name: String, step: Int)? = nil) {
        change { state in
            state.done += units
            if let run { state.underWay[run.name] = run.step }
        }
    }

    /// Shows progress whose total is only known on the way.
    func show(done: Int, of total: Int) {
        change { ($0.done, $0.total) = (done, total) }
    }

    private func change(_ body: (inout State) -> Void) {
        let text = state.withLock { state -> String? in
            body(&state)
            let interval: Duration = rewrites ? .milliseconds(200) : .seconds(10)
            if let last = state.lastShown, .now - last < interval { return nil }
            state.lastShown = .now
            state.isShown = rewrites
            return Self.text(state)
        }
        guard let text else { return }
        rewrites ? StandardError.rewriteLine(text) : StandardError.line(text)
    }

    func ended(_ run: String) { state.withLock { _ = $0.underWay.removeValue(forKey: run) } }

    /// Removes the line, to make room for output on the same terminal.
    package func clear() {
        if state.withLock({ state in
            defer { state.isShown = false }
            return state.isShown
        }) {
            StandardError.eraseLine()
        }
    }

    private static func text(_ state: State) -> String {
        let places = state.underWay.sorted { $0.key < $1.key }.map { "\($0.key) at step \($0.value)" }
        let done = "\(state.phase): \(state.done) of \(state.total) \(state.unit)"
        return ([done] + places + [timeLeft(state)]).joined(separator: ", ")
    }

    private static func timeLeft(_ state: State) -> String {
        let elapsed = (ContinuousClock.now - state.began) / .seconds(1)
        guard state.done > 0, elapsed > 0 else { return "time left not known yet" }
        let left = elapsed / Double(state.done) * Double(state.total - state.done)
        return (state.isLast ? "" : "at least ") + "\(NumberText.elapsed(left)) left"
    }
}
