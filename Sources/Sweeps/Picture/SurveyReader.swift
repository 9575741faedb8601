package import Console
internal import Dispatch
internal import Foundation
internal import Recording
internal import RunEvents
package import Survey
internal import Synchronization

/// Reads from the run folders what came out of the runs of a sweep. What has not changed is read once, and its figures
/// are kept in the index of runs.
package final class SurveyReader: Sendable {
    private let folder: SweepFolder
    private let settings: WorkSettings
    private let known: Mutex<Known>

    private struct Known {
        /// What the sweep was, and when its manifest was written; nil where that is not known.
        var manifest: SweepManifest
        var written: Date?
        var reader: CellReader
        /// Runs with all their figures, by name.
        var rows: [String: Row] = [:]
        /// What the index had of them; nil before it was read.
        var notes: [String: RunNote]?
    }

    private struct Row {
        var status: CellStatus
        var run: SurveyedRun
        /// What the index is to keep of it; nil where it has it, and where the run may still change.
        var note: RunNote?
    }

    /// What the index calls the figures.
    private static let kind = "figures \(RunFigures.bytesVersion)"

    /// Nothing is read yet.
    ///
    /// - Parameter settings: how Slurm's programs are called, where Slurm works on the sweep, and where the index is.
    /// - Throws: `Failure` where there is no sweep.
    package init(_ folder: SweepFolder, _ settings: WorkSettings) throws(Failure) {
        (self.folder, self.settings) = (folder, settings)
        let written = Self.written(folder)
        let manifest = try folder.read()
        known = Mutex(
            Known(
                manifest: manifest, written: written,
                reader: CellReader(folder, manifest, indexFolder: settings.indexFolder)))
    }

    private static func written(_ folder: SweepFolder) -> Date? {
        (try? FileManager.default.attributesOfItem(atPath: folder.manifest.path))?[.modificationDate] as? Date
    }

    /// Takes a longer plan in, where there is one since.
    private func refresh(_ known: inout Known) throws(Failure) {
        let written = Self.written(folder)
        guard written != known.written else { return }
        known.manifest = try folder.read()
        known.reader = CellReader(folder, known.manifest, known.reader.lister)
        known.written = written
    }

    /// All runs with what came out of them so far. A run whose recording cannot be read stands as `groktop sweep
    /// status` says it, without figures.
    ///
    /// - Parameter patience: seconds after which no more events are read. What is left is read by the next call.
    /// - Throws: `Failure` where Slurm has to be asked, and cannot.
    package func survey(patience: Double = .infinity) throws(Failure) -> Survey {
        var known = known.withLock { $0 }
        try refresh(&known)
        let statuses = try statuses(known)
        let notes = known.notes ?? Self.notes(known.reader.lister)
        let end = Date(timeIntervalSinceNow: min(patience, 1e9))
        let rows = known.rows
        let found = Mutex([Row?](repeating: nil, count: statuses.count))
        let lanes = min(statuses.count, ProcessInfo.processInfo.activeProcessorCount)
        if lanes > 0 {
            DispatchQueue.concurrentPerform(iterations: lanes) { lane in
                for index in stride(from: lane, to: statuses.count, by: lanes) {
                    let status = statuses[index]
                    let old = rows[status.cell.name]
                    let new = old?.status == status ? old : Self.row(status, notes, until: end)
                    found.withLock { $0[index] = new }
                }
            }
        }
        let read = found.withLock(\.self)
        let fresh = read.compactMap { $0?.note }
        if !fresh.isEmpty { known.reader.lister.keep(fresh, Self.kind) }
        let runs = zip(statuses, read).map { $1?.run ?? Self.run($0) }
        let unread = read.count { $0 == nil }
        known.rows = Dictionary(
            read.compactMap { row in
                row.map { ($0.status.cell.name, Row(status: $0.status, run: $0.run)) }
            }, uniquingKeysWith: { first, _ in first })
        // Once all is read, what has changed is read from its events.
        known.notes = unread == 0 ? [:] : notes
        let result = Survey(
            name: folder.url.lastPathComponent, axes: known.manifest.axes, runs: runs, unread: unread)
        self.known.withLock { [known] in $0 = known }
        return result
    }

    private static func notes(_ lister: RunLister) -> [String: RunNote] {
        Dictionary(lister.notes(kind).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private func statuses(_ known: Known) throws(Failure) -> [CellStatus] {
        guard known.manifest.usesSlurm else { return known.reader.all() }
        return try SlurmDriver(folder, known.manifest, settings, known.reader).statuses(mustAsk: false)
    }

    // MARK: One run

    /// - Returns: nil where the events would have to be read, and it is too late for that.
    private static func row(_ status: CellStatus, _ notes: [String: RunNote], until end: Date) -> Row? {
        guard let path = status.run else { return Row(status: status, run: run(status)) }
        let folder = RunFolder(URL(fileURLWithPath: path, isDirectory: true))
        if let note = notes[folder.name], note.stamp == status.stamp, let figures = RunFigures(bytes: note.content) {
            return Row(status: status, run: run(status, figures))
        }
        guard Date() < end else { return nil }
        guard let figures = try? figures(folder) else { return Row(status: status, run: run(status)) }
        let fresh = status.stamp.map { RunNote(name: folder.name, stamp: $0, content: figures.bytes) }
        return Row(status: status, run: run(status, figures), note: fresh)
    }

    /// - Parameter figures: nil for those that the status has.
    private static func run(_ status: CellStatus, _ figures: RunFigures? = nil) -> SurveyedRun {
        var run = SurveyedRun(
            name: status.cell.name, values: status.cell.values, state: status.state.rawValue,
            isFinal: status.state.isFinal)
        (run.step, run.plannedSteps) = (status.step, status.steps)
        (run.parameterDigest, run.path) = (status.parameterDigest, status.run)
        if let figures {
            run.figures = figures
        } else {
            (run.figures.grokkedAt, run.figures.bestTestAccuracy) = (status.grokkedAt, status.bestTestAccuracy)
        }
        return run
    }

    private static func figures(_ run: RunFolder) throws(RecordingError) -> RunFigures {
        let reader = try RunReader(run)
        var meter = FiguresMeter(reader.run)
        try reader.forEachBatch { batch throws(RecordingError) in batch.forEach { meter.take($0.event) } }
        return meter.figures
    }
}
