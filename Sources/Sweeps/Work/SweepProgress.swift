internal import Console
internal import Foundation
internal import Synchronization
internal import TerminalUI

/// The progress of a sweep on standard error. On a terminal one line is rewritten; elsewhere a line comes now and then.
final class SweepProgress: Sendable {
    private struct State {
        var total = 0
        var done = 0
        /// Runs that were at their ends before this process began.
        var doneBefore = 0
        /// How much of each run under way was there before this process took it: 0 to 1.
        var underWay: [String: (cell: SweepCell, share: Double)] = [:]
        /// What of the finished runs this process did itself, in runs.
        var work = 0.0
        var began = ContinuousClock.now
        var lastShown = ContinuousClock.now
        var isShown = false
    }

    private let state = Mutex(State())
    private let reader: CellReader
    private let rewrites = StandardError.rewritesLines

    init(_ folder: SweepFolder, _ manifest: SweepManifest) { reader = CellReader(folder, manifest) }

    /// How many runs this process works on.
    var underWay: Int { state.withLock(\.underWay.count) }

    func begin(done: Int, of total: Int) {
        state.withLock { state in
            (state.done, state.doneBefore, state.total) = (done, done, total)
            (state.began, state.lastShown) = (.now, .now)
        }
    }

    func began(_ cell: SweepCell) {
        let share = share(cell)
        state.withLock { $0.underWay[cell.name] = (cell, share) }
    }

    /// A run has come to its end, by this process or another.
    func finished(_ cell: SweepCell) {
        state.withLock { state in
            state.done += 1
            if let own = state.underWay[cell.name] { state.work += 1 - own.share }
        }
    }

    func ended(_ cell: SweepCell) { state.withLock { _ = $0.underWay.removeValue(forKey: cell.name) } }

    /// Shows how far the sweep is, if that was not shown a moment ago.
    func show() {
        let isDue = state.withLock { state in
            let interval: Duration = rewrites ? .seconds(1) : .seconds(10)
            guard .now - state.lastShown >= interval else { return false }
            state.lastShown = .now
            return true
        }
        guard isDue else { return }
        let runs = state.withLock { Array($0.underWay.values) }
        let shares = runs.map { (now: share($0.cell), before: $0.share) }
        let text = state.withLock { state in
            state.isShown = rewrites
            return Self.text(state, shares)
        }
        rewrites ? StandardError.rewriteLine(text) : StandardError.line(text)
    }

    /// Says a line of its own.
    func say(_ text: String) {
        end()
        StandardError.line("groktop: \(text)")
    }

    /// Removes the line of progress.
    func end() {
        let wasShown = state.withLock { state in
            defer { state.isShown = false }
            return state.isShown
        }
        if wasShown { StandardError.eraseLine() }
    }

    /// How much of a run is done, from 0 to 1; 0 where that is not known.
    private func share(_ cell: SweepCell) -> Double {
        let status = reader.recorded(cell)
        guard let steps = status.steps, steps > 0 else { return 0 }
        return min(1, Double(status.step) / Double(steps))
    }

    private static func text(_ state: State, _ shares: [(now: Double, before: Double)]) -> String {
        let place = "\(state.done) of \(state.total) runs done, \(state.underWay.count) under way"
        let work = state.work + shares.reduce(0) { $0 + max(0, $1.now - $1.before) }
        let elapsed = (ContinuousClock.now - state.began) / .seconds(1)
        let open = Double(state.total - state.done) - shares.reduce(0) { $0 + $1.now }
        guard work > 0, elapsed > 0 else { return "\(place), time left not known yet" }
        return "\(place), \(NumberText.elapsed(elapsed / work * max(0, open))) left"
    }
}
