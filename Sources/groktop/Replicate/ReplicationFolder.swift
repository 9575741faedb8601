internal import Foundation

/// Where a replication keeps what it has: `OUT/runs`, `OUT/probes`, and the reports.
struct ReplicationFolder: Sendable {
    let url: URL

    init(path: String) { url = URL(fileURLWithPath: path, isDirectory: true) }

    var runs: URL { url.appendingPathComponent("runs", isDirectory: true) }
    var probes: URL { url.appendingPathComponent("probes", isDirectory: true) }

    func report(_ name: String) -> String { url.appendingPathComponent(name, isDirectory: false).path }

    /// - Throws: `Failure` where a folder cannot be made.
    func make() throws(Failure) {
        for folder in [runs, probes] {
            do {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            } catch {
                throw .inputOutput("\(folder.path): cannot be made: \(error.localizedDescription)")
            }
        }
    }
}
