import CNcurses

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Keeps what is written to standard error while the screen is there, and lets it out afterwards: what the runtime or a
/// library has to say would stand in the middle of the picture, and go with it.
enum StandardErrorKeeper {
    /// Descriptors, or -1. Written by the screen's thread; read by the handler of a fault too.
    private nonisolated(unsafe) static var saved: Int32 = -1
    private nonisolated(unsafe) static var scratch: Int32 = -1

    /// Only where standard error is the terminal that the screen is on.
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

    /// The terminal has to be on its normal screen again, and to take what it is given.
    static func end() {
        giveBack()
        if scratch >= 0 { _ = closeDescriptor(scratch) }
        if saved >= 0 { _ = closeDescriptor(saved) }
        (scratch, saved) = (-1, -1)
    }

    /// May be called in the handler of a fault.
    static func giveBack() {
        guard saved >= 0, scratch >= 0 else { return }
        dup2(saved, STDERR_FILENO)
        withUnsafeTemporaryAllocation(byteCount: 1_024, alignment: 1) { buffer in
            var offset = 0
            while true {
                let count = pread(scratch, buffer.baseAddress, buffer.count, off_t(offset))
                // A terminal that takes nothing is not waited for.
                var ready = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
                guard count > 0, poll(&ready, 1, 100) > 0 else { break }
                // As little as a terminal that can be written to takes without making anybody wait.
                let written = write(STDERR_FILENO, buffer.baseAddress, min(count, 256))
                guard written > 0 else { break }
                offset += written
            }
        }
        ftruncate(scratch, 0)
        lseek(scratch, 0, SEEK_SET)
    }
}
