internal import Foundation
internal import RunEvents

/// Standard output, for what was asked for.
enum StandardOutput {
    /// A line for people: what a terminal could obey in it is escaped.
    ///
    /// - Throws: `Failure` with EX_IOERR where the line cannot be written, as on a full disk; without a word where
    ///   nobody reads it any more, as in `groktop runs | head -1`.
    static func line(_ text: String) throws { try write(PrintableText.line(text) + "\n") }

    /// A line for other programs, such as JSON, byte for byte.
    static func dataLine(_ text: String) throws { try write(text + "\n") }

    /// Data as it is, without an end of line.
    static func write(_ text: String) throws {
        guard DescriptorOutput.write(text, to: STDOUT_FILENO) else { throw failure(errno) }
    }

    /// To be asked before anything is made whose making would be said there. A disk that is full shows only when something is
    /// written.
    ///
    /// - Throws: `Failure` with EX_IOERR where it is closed, or open for reading only.
    static func check() throws(Failure) {
        let flags = fcntl(STDOUT_FILENO, F_GETFL)
        guard flags >= 0 else { throw failure(errno) }
        if flags & O_ACCMODE == O_RDONLY { throw failure(EBADF) }
    }

    private static func failure(_ code: Int32) -> Failure {
        if code == EPIPE { return Failure(message: "", exitCode: 128 + SIGPIPE) }
        return .inputOutput("cannot write to standard output: \(String(cString: strerror(code)))")
    }
}

/// Standard error, for everything else. What cannot be written there is lost: there is nowhere to say so.
enum StandardError {
    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// What a terminal could obey in it is escaped.
    static func line(_ text: String) {
        write(PrintableText.line(text) + "\n")
    }

    /// As it is, without an end of line: foreign text in it is the caller's to escape.
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
