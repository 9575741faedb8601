internal import Dispatch
internal import Foundation
internal import Recording
internal import RunEvents
internal import Synchronization

/// Reads from the run folders how the runs of a sweep stand. Nothing else knows it.
package struct CellReader: Sendable {
    private let folder: SweepFolder
    private let manifest: SweepManifest

    /// Nothing is read yet.
    package init(_ folder: SweepFolder, _ manifest: SweepManifest) { (self.folder, self.manifest) = (folder, manifest) }

    /// How all runs stand, in the plan's order. A run that somebody has renamed is found by its configuration.
    package func all() -> [CellStatus] {
        let cells = manifest.cells
        let found = Mutex([CellStatus?](repeating: nil, count: cells.count))
        let lanes = min(cells.count, ProcessInfo.processInfo.activeProcessorCount)
        DispatchQueue.concurrentPerform(iterations: lanes) { lane in
            for index in stride(from: lane, to: cells.count, by: lanes) {
                let status = status(cells[index])
                found.withLock { $0[index] = status }
            }
        }
        var statuses = found.withLock(\.self).compactMap(\.self)
        adoptRenamed(&statuses)
        return statuses
    }

    /// How a run stands, by the folder of its name.
    package func status(_ cell: SweepCell) -> CellStatus {
        var status = recorded(cell)
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
        return read(run, cell) { reader, summary throws(RecordingError) in
            guard reader.parent == nil, let config = reader.run.config,
                SweepCell.digest(config, reader.schedule) == cell.digest
            else { return (.failed, "\(run.path): is another run than the plan's") }
            return try Self.state(reader, summary)
        }
    }

    /// Reads one run folder. Where it cannot be read, the run has failed.
    private func read(
        _ run: RunFolder, _ cell: SweepCell,
        _ judge: (RunReader, RunSummary) throws(RecordingError) -> (CellStatus.State, String?)
    ) -> CellStatus {
        do throws(RecordingError) {
            let reader = try RunReader(run)
            let summary = try reader.summary()
            let (state, reason) = try judge(reader, summary)
            var status = CellStatus(cell, state, reason: reason)
            status.run = run.path
            status.step = summary.progress.step
            status.steps = summary.run.steps
            status.grokkedAt = summary.grokkedAt
            status.bestTestAccuracy = summary.bestTestAccuracy
            // A user's program has no digest to tell.
            let digest = state.isFinal ? summary.finish?.parameterDigest : nil
            status.parameterDigest = digest?.isEmpty == false ? digest : nil
            return status
        } catch {
            var status = CellStatus(cell, .failed, reason: "\(error)")
            status.run = run.path
            return status
        }
    }

    private static func state(
        _ reader: RunReader, _ summary: RunSummary
    ) throws(RecordingError) -> (CellStatus.State, String?) {
        switch (summary.state, summary.finish?.reason) {
        case (.running, _): return (.running, nil)
        case (.finished, .notFinite):
            let end = summary.finish
            return (.diverged, "step \(end?.step ?? 0): the \(end?.detail ?? "loss") is not a finite number")
        case (.finished, _), (.stopped, _):
            let isPlanned = reader.schedule.contains { $0.command == .stop && $0.step == summary.finish?.step }
            guard summary.state == .finished || isPlanned else { return (.interrupted, nil) }
            if let steered = try steered(reader) {
                return (.failed, "\(reader.folder.path): somebody gave it \(steered), which the plan does not")
            }
            return (.done, nil)
        case (.interrupted, _): return (.interrupted, nil)
        case (.failed, _): return (.failed, summary.finish?.detail)
        }
    }

    /// A command that changed the run's course and is not the plan's; nil where there is none.
    private static func steered(_ reader: RunReader) throws(RecordingError) -> String? {
        let given = try reader.commands().filter(\.command.changesTraining)
        let foreign = given.first { command in
            !reader.schedule.contains { $0.step == command.step && $0.command.name == command.command.name }
        }
        return foreign.map { "\($0.command.rawValue) at step \($0.step)" }
    }

    // MARK: Runs of users' programs

    /// A program records into a runs folder of its own. A run that came to its end stands beside the others.
    private func watched(_ cell: SweepCell) -> CellStatus {
        let own = folder.run(cell)
        if FileManager.default.fileExists(atPath: own.path) { return watched(own, cell) }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.command(cell).path)) ?? []
        let runs = names.filter { !$0.hasPrefix(".") }.sorted().map {
            RunFolder(folder.command(cell).appendingPathComponent($0, isDirectory: true))
        }
        // A program may leave other files there.
        let statuses = runs.filter { FileManager.default.fileExists(atPath: $0.database.path) }.map {
            watched($0, cell)
        }
        let order: [CellStatus.State] = [.done, .running, .interrupted, .failed]
        return order.lazy.compactMap { state in statuses.last { $0.state == state } }.first
            ?? CellStatus(cell, .pending)
    }

    private func watched(_ run: RunFolder, _ cell: SweepCell) -> CellStatus {
        read(run, cell) { _, summary throws(RecordingError) in
            switch summary.state {
            case .running: return (.running, nil)
            case .finished: return (.done, nil)
            case .stopped, .interrupted: return (.interrupted, nil)
            // Whether it is tried again, attempts decide.
            case .failed: return (.interrupted, summary.finish?.detail)
            }
        }
    }

    // MARK: Renamed runs

    /// Folders that no run of the plan is called after may be runs of it nevertheless.
    private func adoptRenamed(_ statuses: inout [CellStatus]) {
        guard manifest.command == nil, statuses.contains(where: { $0.state == .pending }) else { return }
        let names = Set(manifest.cells.map(\.name))
        let others = ((try? FileManager.default.contentsOfDirectory(atPath: folder.runs.path)) ?? []).filter {
            !$0.hasPrefix(".") && !names.contains($0)
        }
        let places = Dictionary(
            statuses.enumerated().filter { $1.state == .pending }.map { ($1.cell.digest, $0) },
            uniquingKeysWith: { first, _ in first })
        for name in others.sorted() {
            let run = RunFolder(folder.runs.appendingPathComponent(name, isDirectory: true))
            guard let reader = try? RunReader(run), reader.parent == nil, let config = reader.run.config,
                let place = places[SweepCell.digest(config, reader.schedule)]
            else { continue }
            let found = read(run, statuses[place].cell) { reader, summary throws(RecordingError) in
                try Self.state(reader, summary)
            }
            // What is not at its end is begun anew: whoever works on it looks for it by its name.
            if found.state.isFinal || found.state == .running { statuses[place] = found }
        }
    }
}
