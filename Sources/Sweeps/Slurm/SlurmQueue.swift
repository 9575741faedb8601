internal import Console
internal import Foundation
internal import RunEvents

/// What Slurm knows of a sweep's jobs.
struct SlurmQueue: Codable, Equatable {
    /// An element of an array.
    struct Entry: Codable, Equatable {
        /// The batch's number.
        var batch: Int
        /// The element's index: the run's place in the batch.
        var index: Int
        /// As Slurm writes it: `PENDING`, `RUNNING`, `TIMEOUT`.
        var state: String
        /// Why it waits, or how it ended.
        var reason: String
        /// When it ended, in seconds since 1970; nil where it goes on.
        var end: Double?

        /// Whether the element waits, or will wait again.
        var isQueued: Bool {
            ["PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_FED", "REQUEUE_HOLD", "SPECIAL_EXIT", "RESV_DEL_HOLD"]
                .contains(state)
        }

        /// Whether a process of it may be there.
        var isRunning: Bool {
            ["RUNNING", "COMPLETING", "SUSPENDED", "STOPPED", "SIGNALING", "STAGE_OUT", "RESIZING"].contains(state)
        }
    }

    var entries: [Entry]
    /// When Slurm was asked, in seconds since 1970.
    var askedAt: Double

    /// Seconds between two questions of `status`: on a large cluster squeue is not free.
    static let interval = 30.0

    /// Asks Slurm once for all batches, by the names of their jobs: unlike ids, names that it does not know any more
    /// are no error.
    ///
    /// - Returns: nil where Slurm does not answer. That says nothing about the jobs.
    /// - Throws: `Failure` where there is no squeue.
    static func ask(
        _ tool: SlurmTool, _ manifest: SweepManifest, _ batches: [SlurmBatch], in folder: SweepFolder
    ) throws(Failure) -> SlurmQueue? {
        guard !batches.isEmpty else { return SlurmQueue(entries: [], askedAt: Date().timeIntervalSince1970) }
        let names = batches.map { $0.jobName(manifest) }.joined(separator: ",")
        let answer = try tool.run(["squeue", "-h", "-r", "-t", "all", "-n", names, "-o", "%j|%K|%T|%r|%e"])
        guard answer.isSuccess else { return nil }
        let queue = SlurmQueue(
            entries: answer.output.split(separator: "\n").compactMap { entry(String($0), manifest) },
            askedAt: Date().timeIntervalSince1970)
        if let line = try? JSONText.line(queue) { try? OutputFile.write(line + "\n", to: cache(folder).path) }
        return queue
    }

    /// What Slurm answered a moment ago; nil where that was too long ago.
    static func recent(in folder: SweepFolder) -> SlurmQueue? {
        guard let data = FileManager.default.contents(atPath: cache(folder).path),
            let queue = try? JSONText.value(SlurmQueue.self, String(decoding: data, as: UTF8.self)),
            (0..<interval).contains(Date().timeIntervalSince1970 - queue.askedAt)
        else { return nil }
        return queue
    }

    /// Forgets the last answer, because something was submitted or cancelled.
    static func forget(in folder: SweepFolder) { unlink(cache(folder).path) }

    private static func cache(_ folder: SweepFolder) -> URL { folder.slurm.appendingPathComponent("queue.json") }

    /// A line of squeue; nil for one of another sweep, or of no array.
    static func entry(_ line: String, _ manifest: SweepManifest) -> Entry? {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[0].hasPrefix(SlurmBatch.prefix(manifest)),
            let batch = Int(parts[0].dropFirst(SlurmBatch.prefix(manifest).count)), let index = Int(parts[1])
        else { return nil }
        return Entry(batch: batch, index: index, state: parts[2], reason: parts[3], end: seconds(parts[4]))
    }

    /// A local time such as `2026-11-27T01:02:03`; nil for `N/A`.
    private static func seconds(_ text: String) -> Double? {
        let numbers = text.split { "-T:".contains($0) }.compactMap { Int32($0) }
        guard numbers.count == 6 else { return nil }
        var time = tm()
        (time.tm_year, time.tm_mon, time.tm_mday) = (numbers[0] - 1_900, numbers[1] - 1, numbers[2])
        (time.tm_hour, time.tm_min, time.tm_sec) = (numbers[3], numbers[4], numbers[5])
        time.tm_isdst = -1
        return Double(mktime(&time))
    }
}
