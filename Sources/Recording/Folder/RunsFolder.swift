package import Foundation

/// The folder that holds all runs.
package enum RunsFolder {
    /// `$XDG_DATA_HOME/groktop/runs`, and `~/.local/share/groktop/runs` where that is not set. As the XDG base
    /// directory specification has it, a relative path counts as not set.
    package static func `default`(environment: [String: String]) -> URL {
        let data: URL
        if let path = environment["XDG_DATA_HOME"], path.hasPrefix("/") {
            data = URL(fileURLWithPath: path, isDirectory: true)
        } else {
            let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()
            data = URL(fileURLWithPath: home, isDirectory: true).appendingPathComponent(
                ".local/share", isDirectory: true)
        }
        return data.appendingPathComponent("groktop/runs", isDirectory: true)
    }

    /// Names of folders that are being made or removed begin with these; everything else that is hidden is not ours.
    static let unfinishedPrefix = ".groktop-new-"
    static let removedPrefix = ".groktop-removed-"

    /// A folder without a lock file may be one that is made this very moment, unless it is older than this.
    private static let longestStartSeconds = 60.0

    /// Removes what creations and removals that were killed have left. Never fails: what cannot be removed stays, and
    /// so does a file that is no run's.
    static func sweep(_ runsFolder: URL) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: runsFolder.path)) ?? []
        for name in names where name.hasPrefix(unfinishedPrefix) || name.hasPrefix(removedPrefix) {
            let folder = RunFolder(runsFolder.appendingPathComponent(name, isDirectory: true))
            if FileSize.bytes(folder.lock) == nil {
                guard
                    let date = try? FileManager.default.attributesOfItem(atPath: folder.path)[.modificationDate]
                        as? Date,
                    -date.timeIntervalSinceNow > longestStartSeconds
                else { continue }
                folder.removeOwnFiles()
            } else if !folder.isBeingRecorded, let lock = try? RunLock(taking: folder.lock) {
                _ = withExtendedLifetime(lock) { folder.removeOwnFiles() }
            }
        }
    }
}
