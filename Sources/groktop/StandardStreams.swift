internal import Foundation

/// Standard output, for what was asked for.
enum StandardOutput {
    /// - Throws: `Failure` with EX_IOERR where the line cannot be written, as on a full disk; without a word where
    ///   nobody reads it any more, as in `groktop runs | head -1`.
    static func line(_ text: String) throws { try write(text + "\n") }

    /// Without an end of line.
    static func write(_ text: String) throws {
        guard DescriptorOutput.write(text, to: STDOUT_FILENO) else {
            if errno == EPIPE { throw Failure(message: "", exitCode: 128 + SIGPIPE) }
            throw Failure.inputOutput("cannot write to standard output: \(String(cString: strerror(errno)))")
        }
    }
}

/// Standard error, for everything else. What cannot be written there is lost: there is nowhere to say so.
enum StandardError {
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    static func line(_ text: String) {
        write(text + "\n")
    }

    /// Without an end of line.
    static func write(_ text: String) {
        _ = DescriptorOutput.write(text, to: STDERR_FILENO)
    }
}

/// The three descriptors that every program is given.
enum StandardStreams {
    /// Takes the place of those that are closed, so that no file of a run is opened as one of them and written to as such.
    /// What is written to them, or read from them, still fails.
    static func occupy() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
            // Opened the other way round; it gets the lowest number that is free.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
