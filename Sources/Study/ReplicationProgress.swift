internal import Console
internal import RunEvents
internal import Synchronization
internal import TerminalUI

/// Progress of a replication on standard error: one line that is rewritten on a terminal, a line now and then
/// elsewhere.
///
/// Time left is of what rates were measured for in this process; "at least" where there is more behind it.
package final class ReplicationProgress: Sendable {
    private struct State {
        var phase = ""
        var unit = ""
        var total = 0
        var done = 0
        var began = ContinuousClock.now
        /// Steps of the runs under way, by name.
        var underWay: [String: Int] = [:]
        var isLast = false
        var lastShown: ContinuousClock.Instant?
        var isShown = false
    }

    private let state = Mutex(State())
    private let isTerminal = StandardError.isTerminal

    /// What goes on from here.
    ///
    /// - Parameters:
    ///   - total: how many units there are to do now.
    ///   - isLast: nothing that takes time comes behind it.
    func begin(_ phase: String, unit: String, total: Int, isLast: Bool) {
        state.withLock { state in
            (state.phase, state.unit, state.total, state.done) = (phase, unit, total, 0)
            (state.began, state.underWay, state.isLast, state.lastShown) = (.now, [:], isLast, nil)
        }
    }

    /// - Parameters:
    ///   - units: done now.
    ///   - run: that they were done for, and its step.
    func advance(_ units: Int, _ run: (name: String, step: Int)? = nil) {
        change { state in
            state.done += units
            if let run { state.underWay[run.name] = run.step }
        }
    }

    /// Where the total is known on the way only.
    func show(done: Int, of total: Int) {
        change { ($0.done, $0.total) = (done, total) }
    }

    private func change(_ body: (inout State) -> Void) {
        let text = state.withLock { state -> String? in
            body(&state)
            let interval: Duration = isTerminal ? .milliseconds(200) : .seconds(10)
            if let last = state.lastShown, .now - last < interval { return nil }
            state.lastShown = .now
            state.isShown = isTerminal
            return Self.text(state)
        }
        guard let text else { return }
        isTerminal ? StandardError.write("\r\u{1B}[K\(text)") : StandardError.line(text)
    }

    func ended(_ run: String) { state.withLock { _ = $0.underWay.removeValue(forKey: run) } }

    /// Makes room for a line of output on the same terminal.
    package func clear() {
        if state.withLock({ state in
            defer { state.isShown = false }
            return state.isShown
        }) {
            StandardError.write("\r\u{1B}[K")
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
