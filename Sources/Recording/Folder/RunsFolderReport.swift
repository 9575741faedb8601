package import Foundation

/// What was found of the folder of runs and its file system.
package struct RunsFolderReport {
    /// Whether the folder exists.
    package let exists: Bool
    /// How many folders in it are runs.
    package let runs: Int
    /// The name of the file system's type.
    package let fileSystem: String
    /// Bytes that can be written there.
    package let freeBytes: Int
    /// Whether a second process is kept from a run that is being recorded, and SQLite from a database in use; otherwise
    /// why not.
    package let locks: Locks

    /// What locks do on a file system.
    package enum Locks: Hashable {
        case work
        case doNotWork(String)
        /// Nothing could be written there.
        case unknown(String)
    }

    /// Looks at the folder, or at the one that it will be made in. A file is made there for a moment, to try locks.
    package init(_ folder: URL) {
        var place = folder.standardizedFileURL
        exists = FileManager.default.fileExists(atPath: place.path)
        while !FileManager.default.fileExists(atPath: place.path), place.path != "/" {
            place = place.deletingLastPathComponent()
        }
        runs = exists ? ((try? RunCatalog(folder).folders())?.count ?? 0) : 0
        fileSystem = Self.fileSystem(place.path)
        freeBytes = Self.freeBytes(place.path)
        locks = Self.tryLocks(in: place)
    }

    private static func freeBytes(_ path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
        return (attributes?[.systemFreeSize] as? NSNumber)?.intValue ?? 0
    }

    #if os(Linux)
        /// proc_pid_mountinfo(5): the type of the mount whose place is the longest beginning of the path.
        private static func fileSystem(_ path: String) -> String {
            let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
            let text = (try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)) ?? ""
            var best = (length: -1, type: "unknown")
            for line in text.split(separator: "\n") {
                let parts = line.split(separator: " ")
                guard parts.count > 4, let dash = parts.firstIndex(of: "-"), dash + 1 < parts.count else { continue }
                let place = parts[4].replacing("\\040", with: " ")
                let isAbove = place == "/" || path == place || path.hasPrefix(place + "/")
                if isAbove, place.count >= best.length { best = (place.count, String(parts[dash + 1])) }
            }
            return best.type
        }
    #else
        private static func fileSystem(_ path: String) -> String {
            var status = statfs()
            guard statfs(path, &status) == 0 else { return "unknown" }
            return withUnsafeBytes(of: status.f_fstypename) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        }
    #endif

    private static func tryLocks(in folder: URL) -> Locks {
        func reason() -> String { String(cString: strerror(errno)) }
        var path = Array(folder.appendingPathComponent(".groktop-lock-XXXXXX").path.utf8CString)
        let first = mkstemp(&path)
        guard first >= 0 else { return .unknown("no file can be made there: \(reason())") }
        defer { close(first) }
        let second = open(path, O_RDWR | O_CLOEXEC)
        unlink(path)
        guard second >= 0 else { return .unknown("a file cannot be opened twice: \(reason())") }
        defer { close(second) }
        guard flock(first, LOCK_EX | LOCK_NB) == 0 else { return .doNotWork("flock: \(reason())") }
        guard flock(second, LOCK_EX | LOCK_NB) != 0 else { return .doNotWork("flock: two have the same lock") }
        flock(first, LOCK_UN)
        var range = flock()
        range.l_type = Int16(F_WRLCK)
        range.l_whence = Int16(SEEK_SET)
        guard fcntl(first, F_SETLK, &range) == 0 else { return .doNotWork("fcntl: \(reason())") }
        return .work
    }
}
