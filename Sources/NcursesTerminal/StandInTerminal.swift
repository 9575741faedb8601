import CNcurses

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A pseudo-terminal in the place of this process's own: the screen's drawing can be read from it, and text written to
/// it arrives as keys. Benchmarks use it.
package final class StandInTerminal: @unchecked Sendable {
    private let master: Int32
    private let slave: Int32
    private let savedInput: Int32
    private let savedOutput: Int32

    /// Takes the place of standard input and output until `close`.
    ///
    /// - Returns: nil, with `errno` set, where the system has no pseudo-terminal to give.
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

    /// Restores standard input and output.
    package func close() {
        dup2(savedInput, STDIN_FILENO)
        dup2(savedOutput, STDOUT_FILENO)
        for descriptor in [savedInput, savedOutput, slave, master] { _ = closeDescriptor(descriptor) }
    }

    /// Writes text that the screen reads as keys.
    package func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// The bytes drawn since the last call; empty where none arrive within the given time.
    package func output(waitingMilliseconds: Int32) -> [UInt8] {
        var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&descriptor, 1, waitingMilliseconds) > 0 else { return [] }
        return Array(unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = max(0, read(master, buffer.baseAddress, buffer.count))
        }
    }
}
