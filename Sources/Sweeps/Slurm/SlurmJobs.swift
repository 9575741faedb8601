internal import Console
internal import Foundation
internal import RunEvents

/// The ids that sbatch gave, a line each, written down as soon as they are known.
struct SlurmJobs {
    /// A batch that Slurm has taken.
    struct Job: Codable, Equatable {
        var batch: Int
        /// The array's id; with a semicolon and a cluster behind it where there are several clusters.
        var job: String
    }

    private let file: URL

    init(_ folder: SweepFolder) { file = folder.slurm.appendingPathComponent("jobs.ndjson") }

    /// What is written down. A line that was cut off is left out.
    func read() -> [Job] {
        guard let data = FileManager.default.contents(atPath: file.path) else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap {
            try? JSONText.value(Job.self, String($0))
        }
    }

    /// Adds a line, and waits until it is on the disk.
    func add(_ job: Job) throws(Failure) {
        guard let line = try? JSONText.line(job) else { preconditionFailure("a job has no JSON") }
        let descriptor = open(file.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure }
        defer { close(descriptor) }
        let bytes = Array((line + "\n").utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else { throw failure }
    }

    private var failure: Failure {
        .inputOutput("\(file.path): cannot be written: \(String(cString: strerror(errno)))")
    }
}
