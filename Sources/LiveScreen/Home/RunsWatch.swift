internal import Foundation
internal import Home
internal import Recording
internal import Synchronization

/// Lists the runs again and again on a thread of its own, and tells the home screen what has changed.
final class RunsWatch: Sendable {
    private let lister: RunLister
    private let mailbox: OverviewMailbox<HomeMessage>
    private let state = Mutex(State())

    private struct State {
        /// Counts the times that watching was begun or stopped; a thread ends when it is not its own number any more.
        var turn = 0
        /// Whether the runs are to be listed at once.
        var isHurried = false
        /// What was told last, by name.
        var told: [String: (listed: RunCatalog.Listed, run: HomeRun)] = [:]
        var problem: String?
    }

    /// Seconds from one listing to the next, and how many times as long as a listing took it is at least: a folder of
    /// ten thousand runs does not keep a core busy.
    private static let interval = 1.0
    private static let restFactor = 4.0

    init(_ catalog: RunCatalog, mailbox: OverviewMailbox<HomeMessage>) {
        lister = RunLister(catalog)
        self.mailbox = mailbox
    }

    /// Begins to watch, until `stop`.
    func start() {
        let turn = state.withLock { state in
            state.turn += 1
            state.isHurried = true
            return state.turn
        }
        Thread.detachNewThread { [self] in
            Thread.current.name = "groktop runs"
            while state.withLock({ $0.turn == turn }) {
                let began = ContinuousClock.now
                tell()
                let took = (ContinuousClock.now - began) / .seconds(1)
                rest(max(Self.interval, took * Self.restFactor), turn: turn)
            }
        }
    }

    /// Stops watching. A listing that is under way is finished, and not told.
    func stop() { state.withLock { $0.turn += 1 } }

    /// Lists the runs at once.
    func hurry() { state.withLock { $0.isHurried = true } }

    private func rest(_ seconds: Double, turn: Int) {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            let isOver = state.withLock { state in
                defer { state.isHurried = false }
                return state.isHurried || state.turn != turn
            }
            if isOver { return }
            usleep(50_000)
        }
    }

    private func tell() {
        do throws(RecordingError) {
            let all = try lister.refresh()
            state.withLock { state in
                let (before, problem) = (state.told, state.problem)
                var told: [String: (listed: RunCatalog.Listed, run: HomeRun)] = [:]
                var isSame = before.count == all.count && problem == nil
                for listed in all {
                    let name = listed.folder.name
                    if let known = before[name], known.listed == listed {
                        told[name] = known
                    } else {
                        told[name] = (listed, HomeRun(listed))
                        isSame = false
                    }
                }
                (state.told, state.problem) = (told, nil)
                if !isSame || all.isEmpty { mailbox.put(.runs(told.values.map(\.run))) }
            }
        } catch {
            let text = error.description
            let isNew = state.withLock { state in
                defer { (state.problem, state.told) = (text, [:]) }
                return state.problem != text
            }
            if isNew { mailbox.put(.runsUnreadable(text)) }
        }
    }
}
