internal import Dispatch
package import Foundation
internal import Recording
internal import RunEvents
internal import Synchronization

/// Reads from the run folders how the runs of a sweep stand. Nothing else knows it; the index of runs only saves
/// opening those that have not changed.
package struct CellReader: Sendable {
    private let folder: SweepFolder
    private let manifest: SweepManifest
    /// Lists the folders of runs; kept, so that asking again opens only what has changed.
    let lister: RunLister

    /// Nothing is read yet.
    ///
    /// - Parameter indexFolder: where the user's indexes of runs are, which make `all` quick; nil for none.
    package init(_ folder: SweepFolder, _ manifest: SweepManifest, indexFolder: URL? = nil) {
        self.init(folder, manifest, RunLister(RunCatalog(folder.runs, indexFolder: indexFolder)))
    }

    /// Nothing is read yet, but what the lister knows.
    init(_ folder: SweepFolder, _ manifest: SweepManifest, _ lister: RunLister) {
        (self.folder, self.manifest, self.lister) = (folder, manifest, lister)
    }

    private typealias Facts = Result<RunFacts, RecordingError>

    /// How all runs stand, in the plan's order. A run that somebody has renamed is found by its configuration.
    package func all() -> [CellStatus] {
        let cells = manifest.cells
        // Where the folder of runs cannot be read, each run's own folder says so.
        let listed = ((try? lister.refresh()) ?? []).map { ($0.folder.name, $0.facts) }
        let known = Dictionary(listed, uniquingKeysWith: { first, _ in first })
        let found = Mutex([CellStatus?](repeating: nil, count: cells.count))
        let lanes = min(cells.count, ProcessInfo.processInfo.activeProcessorCount)
        DispatchQueue.concurrentPerform(iterations: lanes) { lane in
            for index in stride(from: lane, to: cells.count, by: lanes) {
                let status = status(cells[index], known[cells[index].name])
                found.withLock { $0[index] = status }
            }
        }
        var statuses = found.withLock(\.self).compactMap(\.self)
        adoptRenamed(known, &statuses)
        return statuses
    }

    /// How a run stands, by the folder of its name.
    package func status(_ cell: SweepCell) -> CellStatus { status(cell, nil) }

    /// - Parameter facts: what its folder says; nil where that was not read yet.
    private func status(_ cell: SweepCell, _ facts: Facts?) -> CellStatus {
        var status = facts.map { judged($0, folder.run(cell), cell) } ?? recorded(cell)
        if facts != nil { status.stamp = lister.stamp(of: cell.name) }
        guard status.state == .pending || status.state == .interrupted else { return status }
        // Before it has a folder, and between two attempts, only the lock tells that somebody works on it.
        if FolderLock.isHeld(folder.lock(cell)) {
            status.state = .running
        } else if let failure = CellFailure.read(cell, in: folder) {
            status.reason = failure.reason
            if failure.isFinal { status.state = .failed }
        }
        return status
    }

    /// How a run stands by its folder alone, without locks and failures.
    func recorded(_ cell: SweepCell) -> CellStatus { manifest.command == nil ? trained(cell) : watched(cell) }

    // MARK: Runs that groktop trains

    private func trained(_ cell: SweepCell) -> CellStatus {
        let run = folder.run(cell)
        guard FileManager.default.fileExists(atPath: run.path) else { return CellStatus(cell, .pending) }
        return judged(Self.facts(run), run, cell)
    }

    private static func facts(_ run: RunFolder) -> Facts {
        Result { () throws(RecordingError) in try RunReader(run).facts() }
    }

    /// What the facts of a run folder say of a run of the sweep. Where they cannot be read, the run has failed.
    private func judged(_ facts: Facts, _ run: RunFolder, _ cell: SweepCell) -> CellStatus {
        do throws(RecordingError) {
            let facts = try facts.get()
            let (state, reason) = manifest.command == nil ? try trained(facts, run, cell) : Self.watched(facts)
            var status = CellStatus(cell, state, reason: reason)
            status.run = run.path
            status.step = facts.step
            status.steps = facts.steps
            status.grokkedAt = facts.grokkedAt
            status.bestTestAccuracy = facts.bestTestAccuracy
            // A user's program has no digest to tell.
            let digest = state.isFinal ? facts.parameterDigest : nil
            status.parameterDigest = digest?.isEmpty == false ? digest : nil
            return status
        } catch {
            var status = CellStatus(cell, .failed, reason: "\(error)")
            status.run = run.path
            return status
        }
    }

    private func trained(
        _ facts: RunFacts, _ run: RunFolder, _ cell: SweepCell
    ) throws(RecordingError) -> (CellStatus.State, String?) {
        guard facts.parent == nil, facts.trainingDigest == cell.digest else {
            return (.failed, "\(run.path): is another run than the plan's")
        }
        switch (facts.state, facts.finish?.reason) {
        case (.running, _): return (.running, nil)
        case (.finished, .notFinite):
            let end = facts.finish
            return (.diverged, "step \(end?.step ?? 0): the \(end?.detail ?? "loss") is not a finite number")
        case (.finished, _), (.stopped, _):
            guard facts.state == .finished || facts.isScheduledStop else { return (.interrupted, nil) }
            if let foreign = try facts.foreignCommand.get() {
                return (.failed, "\(run.path): somebody gave it \(foreign), which the plan does not")
            }
            return (.done, nil)
        case (.interrupted, _): return (.interrupted, nil)
        case (.failed, _): return (.failed, facts.finish?.detail)
        }
    }

    // MARK: Runs of users' programs

    /// A program records into a runs folder of its own. A run that came to its end stands beside the others.
    private func watched(_ cell: SweepCell) -> CellStatus {
        let own = folder.run(cell)
        if FileManager.default.fileExists(atPath: own.path) { return judged(Self.facts(own), own, cell) }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.command(cell).path)) ?? []
        let runs = names.filter { !$0.hasPrefix(".") }.sorted().map {
            RunFolder(folder.command(cell).appendingPathComponent($0, isDirectory: true))
        }
        // A program may leave other files there.
        let statuses = runs.filter { FileManager.default.fileExists(atPath: $0.database.path) }.map {
            judged(Self.facts($0), $0, cell)
        }
        let order: [CellStatus.State] = [.done, .running, .interrupted, .failed]
        return order.lazy.compactMap { state in statuses.last { $0.state == state } }.first
            ?? CellStatus(cell, .pending)
    }

    private static func watched(_ facts: RunFacts) -> (CellStatus.State, String?) {
        switch facts.state {
        case .running: (.running, nil)
        case .finished: (.done, nil)
        case .stopped, .interrupted: (.interrupted, nil)
        // Whether it is tried again, attempts decide.
        case .failed: (.interrupted, facts.finish?.detail)
        }
    }

    // MARK: Renamed runs

    /// Folders that no run of the plan is called after may be runs of it nevertheless.
    private func adoptRenamed(_ known: [String: Facts], _ statuses: inout [CellStatus]) {
        guard manifest.command == nil, statuses.contains(where: { $0.state == .pending }) else { return }
        let names = Set(manifest.cells.map(\.name))
        let places = Dictionary(
            statuses.enumerated().filter { $1.state == .pending }.map { ($1.cell.digest, $0) },
            uniquingKeysWith: { first, _ in first })
        for (name, facts) in known.filter({ !names.contains($0.key) }).sorted(by: { $0.key < $1.key }) {
            guard let digest = try? facts.get().trainingDigest, let place = places[digest] else { continue }
            let run = RunFolder(folder.runs.appendingPathComponent(name, isDirectory: true))
            var found = judged(facts, run, statuses[place].cell)
            found.stamp = lister.stamp(of: name)
            // What is not at its end is begun anew: whoever works on it looks for it by its name.
            if found.state.isFinal || found.state == .running { statuses[place] = found }
        }
    }
}
