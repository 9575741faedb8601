package import Console
internal import Foundation
internal import Synchronization

/// Works on all runs of a sweep on this machine, several at a time.
package final class LocalDriver: Sendable {
    private let folder: SweepFolder
    private let manifest: SweepManifest
    private let runner: CellRunner
    private let reader: CellReader
    private let stop: SweepStop
    private let lanes: Int
    private let threads: Int
    private let state: Mutex<State>
    private let progress: SweepProgress

    private struct State {
        /// Runs that nobody has begun to work on, the next one last.
        var waiting: [SweepCell] = []
        /// Runs that another sweep works on.
        var busy: [SweepCell] = []
        var failure: Failure?
    }

    /// How often runs that others work on are looked at, in seconds.
    private static let busyInterval = 0.5

    /// - Parameters:
    ///   - folder: the sweep's folder.
    ///   - manifest: what the sweep is.
    ///   - settings: how runs are worked on.
    ///   - lanes: how many runs are worked on at a time.
    ///   - threads: threads that compute, of all runs together.
    ///   - stop: ends the work early.
    package init(
        _ folder: SweepFolder, _ manifest: SweepManifest, _ settings: WorkSettings, lanes: Int, threads: Int,
        stop: SweepStop
    ) {
        (self.folder, self.manifest, self.stop, self.lanes, self.threads) = (folder, manifest, stop, lanes, threads)
        reader = CellReader(folder, manifest, indexFolder: settings.indexFolder)
        runner = CellRunner(folder, manifest, settings, stop)
        state = Mutex(State())
        progress = SweepProgress(folder, manifest)
    }

    /// Works until all runs are at their ends, have failed, or the work is stopped.
    ///
    /// - Returns: how all runs stand then.
    /// - Throws: `Failure` where the sweep's folder cannot be written.
    package func run() throws(Failure) -> [CellStatus] {
        unlink(folder.cancellation.path)
        let before = reader.all()
        let open = before.filter { !$0.state.isFinal }.map(\.cell)
        // What has failed often enough is tried anew: somebody may have mended the cause.
        for status in before where status.state == .failed { CellFailure.remove(status.cell, in: folder) }
        state.withLock { $0.waiting = open.reversed() }
        progress.begin(done: before.count - open.count, of: before.count)
        repeat {
            work(lanes: min(lanes, max(1, state.withLock(\.waiting.count))))
            waitForOthers()
        } while !stop.isStopped && state.withLock { !$0.waiting.isEmpty && $0.failure == nil }
        progress.end()
        if let failure = state.withLock(\.failure) { throw failure }
        return reader.all()
    }

    /// Works on what is waiting, a thread a lane.
    private func work(lanes: Int) {
        let group = DispatchGroup()
        for _ in 0..<lanes {
            group.enter()
            let thread = Thread { [self] in
                lane(of: lanes)
                group.leave()
            }
            thread.name = "groktop sweep"
            thread.start()
        }
        while group.wait(timeout: .now() + .milliseconds(200)) == .timedOut {
            stopWhenCancelled()
            progress.show()
        }
    }

    /// Stops once where `groktop sweep cancel` has asked for it.
    private func stopWhenCancelled() {
        guard !stop.isStopped, access(folder.cancellation.path, F_OK) == 0 else { return }
        stop.stop()
    }

    private func lane(of lanes: Int) {
        while !stop.isStopped, let cell = state.withLock({ $0.failure == nil ? $0.waiting.popLast() : nil }) {
            progress.began(cell)
            defer { progress.ended(cell) }
            do throws(Failure) {
                // The last runs share the threads of the lanes that have nothing left to do.
                let others = state.withLock(\.waiting.count) + progress.underWay - 1
                let own = max(1, threads / max(1, min(lanes, others + 1)))
                switch try runner.run(cell, threads: own) {
                case .done: progress.finished(cell)
                case .busy: state.withLock { $0.busy.append(cell) }
                case .failed(let reason): progress.say("\(cell.name) failed: \(reason)")
                case .interrupted: break
                }
            } catch {
                state.withLock { $0.failure = $0.failure ?? error }
                stop.stop()
            }
        }
    }

    /// Waits until a run that others work on is free again, or all of them are at their ends.
    private func waitForOthers() {
        while !stop.isStopped, state.withLock({ $0.waiting.isEmpty && !$0.busy.isEmpty }) {
            Thread.sleep(forTimeInterval: Self.busyInterval)
            stopWhenCancelled()
            for cell in state.withLock(\.busy) {
                let status = reader.status(cell)
                guard status.state != .running else { continue }
                state.withLock { state in
                    state.busy.removeAll { $0 == cell }
                    if status.state == .pending || status.state == .interrupted { state.waiting.append(cell) }
                }
                if status.state.isFinal { progress.finished(cell) }
            }
            progress.show()
        }
    }
}
