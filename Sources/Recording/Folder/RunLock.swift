internal import Foundation

/// The lock file of a run, held exclusively by the process that records it. The system releases it when that process
/// ends, however it ends; so it tells a run that goes on from one that was interrupted.
final class RunLock: Sendable {
    private let descriptor: Int32

    /// Looking whether a lock is held takes it for some microseconds; who wants it waits that out.
    private static let attempts = 20
    private static let pauseMicroseconds: UInt32 = 5_000

    /// Takes the lock, and makes its file where there is none.
    /// - Throws: `RecordingError`: `busy` where another holds it, `inputOutput` where the file is a link or no regular
    ///   file.
    init(taking file: URL) throws(RecordingError) {
        // Its owner will be written into it.
        try UntrustedFile.checkSingleName(file)
        descriptor = try UntrustedFile.open(file, O_RDWR | O_CREAT)
        for attempt in 1... {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
            guard errno == EWOULDBLOCK, attempt < Self.attempts else { break }
            usleep(Self.pauseMicroseconds)
        }
        // `deinit` closes it: everything has been initialized by now.
        let code = errno
        guard code == EWOULDBLOCK else { throw .system(file.path, "cannot be locked", code) }
        throw RecordingError(
            .busy, file.deletingLastPathComponent().path, "the run is being recorded by another process")
    }

    deinit { close(descriptor) }

    /// Says in the file who holds it, for readers on other machines.
    ///
    /// The line is written over the last one in one piece, and only then what is left of that cut off: whoever reads
    /// meanwhile finds one or the other.
    func sign(_ file: URL, _ holder: LockHolder = .current) throws(RecordingError) {
        let line = Array(holder.line.utf8)
        guard pwrite(descriptor, line, line.count, 0) == line.count, ftruncate(descriptor, off_t(line.count)) == 0
        else {
            throw .system(file.path, "cannot be written")
        }
    }

    /// Whether the file at this path is still the one that is locked; another may have removed it in between.
    func isStill(at file: URL) -> Bool {
        var mine = stat()
        return fstat(descriptor, &mine) == 0 && FileIdentity(mine) == FileIdentity(of: file)
    }

    /// Whether some recorder holds it, of this process or another.
    static func isHeld(_ file: URL) -> Bool {
        guard let descriptor = try? UntrustedFile.open(file, O_RDONLY) else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }
}
