internal import Foundation

/// As what a run's folder was read. As long as the stamp is the same, and nobody records the run, the folder holds what
/// it held.
struct RunStamp: Sendable, Equatable {
    /// A digest of the sizes and times of what changes with a run: the database, its log, and the folders of files.
    let value: Int64
    /// The newest of those times, in seconds since 1970.
    let changedAt: Double

    /// Times of files are coarser than commits, and may come from another machine's clock. What was changed so shortly
    /// before it was read may have been changed again since, without another time.
    private static let settlingSeconds = 2.0

    /// - Parameter path: the run's folder.
    /// - Returns: nil where it holds no database.
    init?(folder path: String) {
        var (hash, newest) = (StableHash(), 0.0)
        func add(_ path: String, isFile: Bool) -> Bool {
            var status = stat()
            guard lstat(path, &status) == 0 else {
                hash.add(UInt64(0))
                return false
            }
            #if canImport(Darwin)
                let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
            #else
                let (modified, changed) = (status.st_mtim, status.st_ctim)
            #endif
            hash.add(UInt64(status.st_ino))
            hash.add(UInt64(bitPattern: Int64(modified.tv_sec)))
            hash.add(UInt64(bitPattern: Int64(modified.tv_nsec)))
            newest = max(newest, Double(modified.tv_sec) + Double(modified.tv_nsec) / 1e9)
            guard isFile else { return true }
            // A file's content cannot be changed without this one, whatever its other times are set to.
            hash.add(UInt64(bitPattern: Int64(changed.tv_sec)))
            hash.add(UInt64(bitPattern: Int64(changed.tv_nsec)))
            hash.add(UInt64(bitPattern: Int64(status.st_size)))
            newest = max(newest, Double(changed.tv_sec) + Double(changed.tv_nsec) / 1e9)
            return true
        }
        guard add(path + "/run.sqlite", isFile: true) else { return nil }
        _ = add(path + "/run.sqlite-wal", isFile: true)
        _ = add(path, isFile: false)
        _ = add(path + "/checkpoints", isFile: false)
        (value, changedAt) = (Int64(bitPattern: hash.value), newest)
    }

    /// Whether a change after this moment would show in the stamp.
    ///
    /// - Parameter now: the seconds since 1970 before anything was read.
    func isSettled(at now: Double) -> Bool { changedAt < now - Self.settlingSeconds }
}
