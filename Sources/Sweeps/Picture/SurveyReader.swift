package import Console
internal import Dispatch
internal import Foundation
internal import Recording
internal import RunEvents
package import Survey
internal import Synchronization

/// Reads from the run folders what came out of the runs of a sweep. What is at its end is read once, and everything else
/// again as far as it has gone on.
package final class SurveyReader: Sendable {
    private let folder: SweepFolder
    private let manifest: SweepManifest
    private let settings: WorkSettings
    private let known = Mutex<Known>(Known())

    private struct Known {
        /// How the runs stood the last time; empty before the first.
        var statuses: [CellStatus] = []
        /// By the run's name.
        var rows: [String: (status: CellStatus, row: SurveyedRun)] = [:]
    }

    /// Nothing is read yet.
    ///
    /// - Parameter settings: how Slurm's programs are called, where Slurm works on the sweep.
    package init(_ folder: SweepFolder, _ manifest: SweepManifest, _ settings: WorkSettings) {
        (self.folder, self.manifest, self.settings) = (folder, manifest, settings)
    }

    /// All runs with what came out of them so far. A run whose recording cannot be read stands as `groktop sweep status`
    /// says it, without figures.
    ///
    /// - Throws: `Failure` where Slurm has to be asked, and cannot.
    package func survey() throws(Failure) -> Survey {
        let before = known.withLock { $0 }
        let statuses = try statuses(before.statuses)
        let found = Mutex([SurveyedRun?](repeating: nil, count: statuses.count))
        let lanes = min(statuses.count, ProcessInfo.processInfo.activeProcessorCount)
        if lanes > 0 {
            DispatchQueue.concurrentPerform(iterations: lanes) { lane in
                for index in stride(from: lane, to: statuses.count, by: lanes) {
                    let status = statuses[index]
                    let old = before.rows[status.cell.name]
                    let row = old?.status == status ? old?.row : nil
                    let new = row ?? Self.row(status)
                    found.withLock { $0[index] = new }
                }
            }
        }
        let rows = found.withLock(\.self).compactMap(\.self)
        known.withLock { known in
            known.statuses = statuses
            known.rows = Dictionary(
                zip(statuses, rows).map { ($0.cell.name, ($0, $1)) }, uniquingKeysWith: { first, _ in first })
        }
        return Survey(name: folder.url.lastPathComponent, axes: manifest.axes, runs: rows)
    }

    private func statuses(_ before: [CellStatus]) throws(Failure) -> [CellStatus] {
        if manifest.usesSlurm {
            return try SlurmDriver(folder, manifest, settings).statuses(mustAsk: false)
        }
        let reader = CellReader(folder, manifest)
        guard !before.isEmpty else { return reader.all() }
        return before.map { $0.state.isFinal ? $0 : reader.status($0.cell) }
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
