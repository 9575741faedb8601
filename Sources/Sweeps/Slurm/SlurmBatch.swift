internal import Console
internal import Foundation

/// Runs that were given to Slurm as one array: the element of an index works on the run of that place.
struct SlurmBatch: Equatable {
    /// Counts the batches of a sweep from 1.
    var number: Int
    /// The names of the runs.
    var cells: [String]

    /// What Slurm calls its job. Batch and element tell the run, even where the job's id was never written down.
    func jobName(_ manifest: SweepManifest) -> String { Self.prefix(manifest) + "\(number)" }

    static func prefix(_ manifest: SweepManifest) -> String { "groktop-\(manifest.identifier)-" }

    func list(in folder: SweepFolder) -> URL { Self.list(number, in: folder) }

    func script(in folder: SweepFolder) -> URL { folder.slurm.appendingPathComponent("batch-\(number).sh") }

    func logs(in folder: SweepFolder) -> URL { folder.slurm.appendingPathComponent("logs", isDirectory: true) }

    private static func list(_ number: Int, in folder: SweepFolder) -> URL {
        folder.slurm.appendingPathComponent("batch-\(number).txt")
    }

    /// A batch that was written before.
    ///
    /// - Throws: `Failure` where there is none of this number.
    static func read(_ number: Int, in folder: SweepFolder) throws(Failure) -> SlurmBatch {
        let file = list(number, in: folder)
        guard let data = FileManager.default.contents(atPath: file.path) else {
            throw .noInput("\(file.path): is no list of runs")
        }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
        return SlurmBatch(number: number, cells: lines)
    }

    /// All batches of a sweep, by number.
    static func all(in folder: SweepFolder) -> [SlurmBatch] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.slurm.path)) ?? []
        let numbers = names.compactMap { name -> Int? in
            guard name.hasPrefix("batch-"), name.hasSuffix(".txt") else { return nil }
            return Int(name.dropFirst("batch-".count).dropLast(".txt".count))
        }
        return numbers.sorted().compactMap { try? read($0, in: folder) }
    }

    func write(in folder: SweepFolder) throws(Failure) {
        try OutputFile.write(cells.map { $0 + "\n" }.joined(), to: list(in: folder).path)
    }
}
