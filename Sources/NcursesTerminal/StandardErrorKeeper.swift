import CNcurses

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Holds messages to standard error back while the screen is shown, and prints them afterwards: a message of the
/// runtime or of a library would stand in the middle of the picture, and vanish with it.
enum StandardErrorKeeper {
    /// The descriptors, or -1. The screen's thread writes them; the handler of a fault reads them too.
    private nonisolated(unsafe) static var saved: Int32 = -1
    private nonisolated(unsafe) static var scratch: Int32 = -1

    /// Starts to hold messages back, if standard error is the screen's terminal.
    static func begin() {
        var (input, errors) = (stat(), stat())
        guard saved < 0, isatty(STDERR_FILENO) == 1, fstat(STDIN_FILENO, &input) == 0,
            fstat(STDERR_FILENO, &errors) == 0, input.st_rdev == errors.st_rdev, let file = groktop_scratch_file()
        else { return }
        defer { fclose(file) }
        scratch = dup(fileno(file))
        saved = dup(STDERR_FILENO)
        for descriptor in [scratch, saved] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        guard scratch >= 0, saved >= 0, dup2(scratch, STDERR_FILENO) >= 0 else { return end() }
    }

    /// Prints the messages and stops holding them back. The terminal must be back on its normal screen, and must accept
    /// output.
    static func end() {
        giveBack()
        if scratch >= 0 { _ = closeDescriptor(scratch) }
        if saved >= 0 { _ = closeDescriptor(saved) }
        (scratch, saved) = (-1, -1)
    }

    /// Restores standard error and prints the messages. The handler of a fault may call it.
    static func giveBack() {
        guard saved >= 0, scratch >= 0 else { return }
        dup2(saved, STDERR_FILENO)
        withUnsafeTemporaryAllocation(byteCount: 1_024, alignment: 1) { buffer in
            var offset = 0
            while true {
                let count = pread(scratch, buffer.baseAddress, buffer.count, off_t(offset))
                // It does not wait for a terminal that accepts nothing.
                var ready = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
                guard count > 0, poll(&ready, 1, 100) > 0 else { break }
                // A terminal that is ready accepts this much without blocking.
                let written = write(STDERR_FILENO, buffer.baseAddress, min(count, 256))
                guard written > 0 else { break }
                offset += written
            }
        }
        ftruncate(scratch, 0)
        lseek(scratch, 0, SEEK_SET)
    }
}
