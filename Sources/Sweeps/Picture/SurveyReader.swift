package import Console
internal import Dispatch
internal import Foundation
internal import Recording
internal import RunEvents
package import Survey
internal import Synchronization

/// Reads from the run folders what came out of the runs of a sweep. What is at its end is read once, and everything
/// else again as far as it has gone on.
package final class SurveyReader: Sendable {
    private let folder: SweepFolder
    private let settings: WorkSettings
    private let known: Mutex<Known>

    private struct Known {
        /// What the sweep was, and when its manifest was written; nil where that is not known.
        var manifest: SweepManifest
        var written: Date?
        /// How the runs stood the last time; empty before the first.
        var statuses: [CellStatus] = []
        /// By the run's name.
        var rows: [String: (status: CellStatus, row: SurveyedRun)] = [:]
    }

    /// Nothing is read yet.
    ///
    /// - Parameter settings: how Slurm's programs are called, where Slurm works on the sweep.
    /// - Throws: `Failure` where there is no sweep.
    package init(_ folder: SweepFolder, _ settings: WorkSettings) throws(Failure) {
        (self.folder, self.settings) = (folder, settings)
        let written = Self.written(folder)
        known = Mutex(Known(manifest: try folder.read(), written: written))
    }

    private static func written(_ folder: SweepFolder) -> Date? {
        (try? FileManager.default.attributesOfItem(atPath: folder.manifest.path))?[.modificationDate] as? Date
    }

    /// Takes a longer plan in, where there is one since.
    private func refresh(_ known: inout Known) throws(Failure) {
        let written = Self.written(folder)
        guard written != known.written else { return }
        (known.manifest, known.statuses) = (try folder.read(), [])
        known.written = written
    }

    /// All runs with what came out of them so far. A run whose recording cannot be read stands as `groktop sweep
    /// status` says it, without figures.
    ///
    /// - Throws: `Failure` where Slurm has to be asked, and cannot.
    package func survey() throws(Failure) -> Survey {
        var before = known.withLock { $0 }
        try refresh(&before)
        let (rows, statuses) = (before.rows, try statuses(before))
        var after = before
        let found = Mutex([SurveyedRun?](repeating: nil, count: statuses.count))
        let lanes = min(statuses.count, ProcessInfo.processInfo.activeProcessorCount)
        if lanes > 0 {
            DispatchQueue.concurrentPerform(iterations: lanes) { lane in
                for index in stride(from: lane, to: statuses.count, by: lanes) {
                    let status = statuses[index]
                    let old = rows[status.cell.name]
                    let row = old?.status == status ? old?.row : nil
                    let new = row ?? Self.row(status)
                    found.withLock { $0[index] = new }
                }
            }
        }
        let runs = found.withLock(\.self).compactMap(\.self)
        after.statuses = statuses
        after.rows = Dictionary(
            zip(statuses, runs).map { ($0.cell.name, ($0, $1)) }, uniquingKeysWith: { first, _ in first })
        known.withLock { [after] in $0 = after }
        return Survey(name: folder.url.lastPathComponent, axes: after.manifest.axes, runs: runs)
    }

    private func statuses(_ before: Known) throws(Failure) -> [CellStatus] {
        let manifest = before.manifest
        if manifest.usesSlurm {
            return try SlurmDriver(folder, manifest, settings).statuses(mustAsk: false)
        }
        let reader = CellReader(folder, manifest)
        guard !before.statuses.isEmpty else { return reader.all() }
        return before.statuses.map { $0.state.isFinal ? $0 : reader.status($0.cell) }
    }

    private static func row(_ status: CellStatus) -> SurveyedRun {
        var row = SurveyedRun(
            name: status.cell.name, values: status.cell.values, state: status.state.rawValue,
            isFinal: status.state.isFinal)
        (row.step, row.plannedSteps) = (status.step, status.steps)
        (row.parameterDigest, row.path) = (status.parameterDigest, status.run)
        if let path = status.run, let figures = try? figures(RunFolder(URL(fileURLWithPath: path, isDirectory: true))) {
            row.figures = figures
        } else {
            (row.figures.grokkedAt, row.figures.bestTestAccuracy) = (status.grokkedAt, status.bestTestAccuracy)
        }
        return row
    }

    private static func figures(_ run: RunFolder) throws(RecordingError) -> RunFigures {
        let reader = try RunReader(run)
        var meter = FiguresMeter(reader.run)
        try reader.forEachBatch { batch throws(RecordingError) in batch.forEach { meter.take($0.event) } }
        return meter.figures
    }
}
