import CNcurses

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A terminal that nobody looks at, in the place of this process's own: what is drawn comes out here, what is written
/// here are keys. For benchmarks.
package final class StandInTerminal: @unchecked Sendable {
    private let master: Int32
    private let slave: Int32
    private let savedInput: Int32
    private let savedOutput: Int32

    /// Takes the place of standard input and output until `close`.
    ///
    /// nil, with `errno` set, where the system gives no pseudo-terminal.
    package init?(width: Int, height: Int) {
        var (master, slave): (Int32, Int32) = (-1, -1)
        guard groktop_open_pseudo_terminal(Int32(width), Int32(height), &master, &slave) == 0 else { return nil }
        self.master = master
        self.slave = slave
        setenv("TERM", "xterm-256color", 1)
        unsetenv("NO_COLOR")
        savedInput = dup(STDIN_FILENO)
        savedOutput = dup(STDOUT_FILENO)
        dup2(slave, STDIN_FILENO)
        dup2(slave, STDOUT_FILENO)
    }

    /// Gives standard input and output back.
    package func close() {
        dup2(savedInput, STDIN_FILENO)
        dup2(savedOutput, STDOUT_FILENO)
        for descriptor in [savedInput, savedOutput, slave, master] { _ = closeDescriptor(descriptor) }
    }

    package func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// What has been drawn since, waiting for it at most so long; empty where nothing came.
    package func output(waitingMilliseconds: Int32) -> [UInt8] {
        var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, waitingMilliseconds) > 0 else { return [] }
        return Array(unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = max(0, read(master, buffer.baseAddress, buffer.count))
        }
    }
}
