internal import Foundation

/// Writes text to an open descriptor.
enum DescriptorOutput {
    /// How many bytes a pipe, or a terminal, accepts without blocking once `poll` says that it accepts any.
    private static let mostInPipe = 4_096
    private static let mostInTerminal = 256
    private static let pollMilliseconds: Int32 = 50

    /// Writes all of `text`, however little the system accepts at a time. Once the process is leaving, it drops what a
    /// terminal or a pipe does not accept: nobody may be there to read it, ever.
    ///
    /// - Returns: false where the system refuses; `errno` then holds the reason.
    static func write(_ text: String, to descriptor: Int32) -> Bool {
        var bytes = Array(text.utf8)[...]
        let mostAtOnce = mostAtOnce(descriptor)
        while !bytes.isEmpty {
            if mostAtOnce != nil {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                if poll(&ready, 1, pollMilliseconds) == 0 {
                    if Leaving.isOverdue { return true }
                    continue
                }
            }
            let most = min(bytes.count, mostAtOnce ?? bytes.count)
            let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, most) }
            if written < 0, errno == EINTR || errno == EAGAIN { continue }
            guard written > 0 else { return false }
            bytes = bytes.dropFirst(written)
        }
        return true
    }

    /// The most bytes to write at once; nil for a descriptor that never blocks, such as a file.
    private static func mostAtOnce(_ descriptor: Int32) -> Int? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFIFO: return mostInPipe
        case S_IFCHR, S_IFSOCK: return mostInTerminal
        default: return nil
        }
    }
}
