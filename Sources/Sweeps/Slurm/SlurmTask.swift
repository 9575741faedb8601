package import Console
internal import Foundation

/// The work of one element of an array.
package struct SlurmTask {
    private let folder: SweepFolder
    private let manifest: SweepManifest
    private let settings: WorkSettings
    private let stop: SweepStop

    /// - Parameters:
    ///   - folder: the sweep's folder.
    ///   - manifest: what the sweep is.
    ///   - settings: how runs are worked on; the environment is the job's.
    ///   - stop: ends the work early.
    package init(_ folder: SweepFolder, _ manifest: SweepManifest, _ settings: WorkSettings, _ stop: SweepStop) {
        (self.folder, self.manifest, self.settings, self.stop) = (folder, manifest, settings, stop)
    }

    /// How long a run's lock is waited for: after a requeue the processes of the attempt before may still be there.
    private static let patience = 60.0

    /// Works on a run until it is at its end.
    ///
    /// - Throws: `Failure` with EX_TEMPFAIL where the run can be gone on with later; with exit code 1 where it failed.
    package func run(batch number: Int, index: Int) throws(Failure) {
        let batch = try SlurmBatch.read(number, in: folder)
        guard batch.cells.indices.contains(index),
            let cell = manifest.cells.first(where: { $0.name == batch.cells[index] })
        else { throw .noInput("\(folder.path): batch \(number) has no run \(index)") }
        if let failure = CellFailure.read(cell, in: folder), failure.isFinal {
            throw .run("\(cell.name) failed: \(failure.reason)")
        }
        let restarts = settings.environment["SLURM_RESTART_COUNT"].flatMap { Int($0) } ?? 0
        guard restarts <= SlurmOptions.mostRestarts else {
            let failure = CellFailure(
                attempts: CellFailure.mostAttempts, reason: "Slurm has started it \(restarts + 1) times")
            try failure.write(cell, in: folder)
            throw .run("\(cell.name) failed: \(failure.reason)")
        }
        let threads = settings.environment["SLURM_CPUS_PER_TASK"].flatMap { Int($0) } ?? 1
        try work(on: cell, threads: max(1, threads))
    }

    private func work(on cell: SweepCell, threads: Int) throws(Failure) {
        let runner = CellRunner(folder, manifest, settings, stop)
        let end = Date(timeIntervalSinceNow: Self.patience)
        while true {
            switch try runner.run(cell, threads: threads) {
            case .done: return
            case .failed(let reason): throw .run("\(cell.name) failed: \(reason)")
            case .interrupted: throw .temporary("\(cell.name) was stopped, and can be gone on with")
            case .busy:
                guard !stop.isStopped, Date() < end else {
                    throw .temporary("\(cell.name): another process works on it")
                }
                Thread.sleep(forTimeInterval: 1)
            }
        }
    }
}
