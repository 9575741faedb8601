internal import Foundation
internal import RunEvents

/// Standard output, where a command's own output goes.
package enum StandardOutput {
    /// Writes a line for people, with all characters escaped that a terminal could obey.
    ///
    /// - Throws: `Failure` with EX_IOERR where the line cannot be written, as on a full disk; `Failure` with an empty
    ///   message where the reader has closed the pipe, as in `groktop runs | head -1`.
    package static func line(_ text: String) throws { try write(PrintableText.line(text) + "\n") }

    /// Writes a line for other programs, such as JSON, byte for byte.
    ///
    /// - Throws: `Failure`, as `line` does.
    package static func dataLine(_ text: String) throws { try write(text + "\n") }

    /// Writes the text as it is, without a line feed.
    ///
    /// - Throws: `Failure`, as `line` does.
    package static func write(_ text: String) throws {
        guard DescriptorOutput.write(text, to: STDOUT_FILENO) else { throw failure(errno) }
    }

    /// Checks that standard output is open for writing. Callers check before they make anything that they would report
    /// there. The check does not notice a full disk, which shows only at the first write.
    ///
    /// - Throws: `Failure` with EX_IOERR where standard output is closed, or open for reading only.
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
