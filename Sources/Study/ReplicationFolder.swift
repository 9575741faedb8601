internal import Console
internal import Foundation

/// The folder of a replication: `OUT/runs`, `OUT/probes`, and the reports.
package struct ReplicationFolder: Sendable {
    let url: URL

    /// - Parameter path: the folder, which need not exist yet.
    package init(path: String) { url = URL(fileURLWithPath: path, isDirectory: true) }

    var runs: URL { url.appendingPathComponent("runs", isDirectory: true) }
    var probes: URL { url.appendingPathComponent("probes", isDirectory: true) }

    func report(_ name: String) -> String { url.appendingPathComponent(name, isDirectory: false).path }

    /// Makes the folders that are missing.
    ///
    /// - Throws: `Failure` where a folder cannot be made.
    func make() throws(Failure) {
        for folder in [runs, probes] { try Self.make(folder) }
    }

    /// Makes a folder and those above it.
    private static func make(_ folder: URL) throws(Failure) {
        for attempt in 1...2 {
            if mkdir(folder.path, 0o777) == 0 { return }
            let code = errno
            var status = stat()
            if code == EEXIST, stat(folder.path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
            guard code == ENOENT, attempt == 1, folder.path != "/" else {
                throw .inputOutput("\(folder.path): cannot be made: \(String(cString: strerror(code)))")
            }
            try make(folder.deletingLastPathComponent())
        }
    }
}
