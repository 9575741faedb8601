internal import Foundation
internal import RunEvents

/// Standard output, for what was asked for.
package enum StandardOutput {
    /// A line for people: what a terminal could obey in it is escaped.
    ///
    /// - Throws: `Failure` with EX_IOERR where the line cannot be written, as on a full disk; without a word where
    ///   nobody reads it any more, as in `groktop runs | head -1`.
    package static func line(_ text: String) throws { try write(PrintableText.line(text) + "\n") }

    /// A line for other programs, such as JSON, byte for byte.
    package static func dataLine(_ text: String) throws { try write(text + "\n") }

    /// Data as it is, without an end of line.
    package static func write(_ text: String) throws {
        guard DescriptorOutput.write(text, to: STDOUT_FILENO) else { throw failure(errno) }
    }

    /// To be asked before anything is made whose making would be said there. A disk that is full shows only when
    /// something is written.
    ///
    /// - Throws: `Failure` with EX_IOERR where it is closed, or open for reading only.
    package static func check() throws(Failure) {
        let flags = fcntl(STDOUT_FILENO, F_GETFL)
        guard flags >= 0 else { throw failure(errno) }
        if flags & O_ACCMODE == O_RDONLY { throw failure(EBADF) }
    }

    private static func failure(_ code: Int32) -> Failure {
        if code == EPIPE { return Failure(message: "", exitCode: 128 + SIGPIPE) }
        return .inputOutput("cannot write to standard output: \(String(cString: strerror(code)))")
    }
}
