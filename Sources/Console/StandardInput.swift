internal import Foundation

/// Standard input where it is no terminal.
package enum StandardInput {
    /// Calls a function once standard input has come to its end: whoever holds the other end of the pipe is gone. What
    /// comes before is thrown away.
    package static func whenClosed(_ action: @escaping @Sendable () -> Void) {
        let thread = Thread {
            var bytes = [UInt8](repeating: 0, count: 256)
            while true {
                let count = read(STDIN_FILENO, &bytes, bytes.count)
                if count > 0 || (count < 0 && errno == EINTR) { continue }
                return action()
            }
        }
        thread.name = "groktop input"
        thread.start()
    }

    /// Takes the data away from standard input, and puts the terminal in its place, so that keys are read from there.
    ///
    /// - Returns: a descriptor of the data, which the caller closes; nil where standard input is a terminal or closed.
    ///   Where there is no terminal at all standard input stays what it was, and whoever needs a terminal says so.
    package static func takeStream() -> Int32? {
        guard isatty(STDIN_FILENO) == 0 else { return nil }
        let stream = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
        guard stream >= 0 else { return nil }
        let terminal = open("/dev/tty", O_RDWR)
        if terminal >= 0 {
            dup2(terminal, STDIN_FILENO)
            close(terminal)
        }
        return stream
    }
}
