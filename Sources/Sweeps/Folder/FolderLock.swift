internal import Console
internal import Foundation

/// A lock file. The system lets go of it when the last process that holds it has ended, however it ends, so that what a
/// killed process leaves blocks nobody.
final class FolderLock: Sendable {
    /// The open file, above the numbers that children get. A child that inherits it holds the lock too.
    let descriptor: Int32
    private let file: URL

    private init(_ descriptor: Int32, _ file: URL) { (self.descriptor, self.file) = (descriptor, file) }

    deinit { close(descriptor) }

    /// Takes the lock, if nobody has it.
    ///
    /// - Returns: nil where somebody has it.
    /// - Throws: `Failure` where the file cannot be made, or the file system has no locks.
    static func take(_ file: URL) throws(Failure) -> FolderLock? { try open(file, waits: false) }

    /// Takes the lock, and waits for it.
    static func waiting(for file: URL) throws(Failure) -> FolderLock {
        while true { if let lock = try open(file, waits: true) { return lock } }
    }

    /// Lets go of the lock and removes its file.
    func release() {
        // As long as the file is there and locked, nobody else takes it for his.
        unlink(file.path)
        flock(descriptor, LOCK_UN)
    }

    /// Whether somebody holds it.
    static func isHeld(_ file: URL) -> Bool {
        let descriptor = Foundation.open(file.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }

    private static func open(_ file: URL, waits: Bool) throws(Failure) -> FolderLock? {
        while true {
            let opened = Foundation.open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
            guard opened >= 0 else { throw failure(file) }
            let descriptor = fcntl(opened, F_DUPFD_CLOEXEC, ChildProcess.firstFreeDescriptor)
            close(opened)
            guard descriptor >= 0 else { throw failure(file) }
            let lock = FolderLock(descriptor, file)
            guard flock(descriptor, LOCK_EX | (waits ? 0 : LOCK_NB)) == 0 else {
                switch errno {
                case EWOULDBLOCK: return nil
                case EINTR: continue
                default: throw failure(file)
                }
            }
            // Who had it before may have removed the file in between.
            if lock.isStillThere { return lock }
        }
    }

    private var isStillThere: Bool {
        var (mine, theirs) = (stat(), stat())
        return fstat(descriptor, &mine) == 0 && stat(file.path, &theirs) == 0 && mine.st_ino == theirs.st_ino
            && mine.st_dev == theirs.st_dev
    }

    private static func failure(_ file: URL) -> Failure {
        .inputOutput("\(file.path): cannot be locked: \(String(cString: strerror(errno)))")
    }
}
