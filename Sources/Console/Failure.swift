/// An error that ends the program: one line to print, and an exit code from sysexits.h.
package struct Failure: Error, Sendable {
    /// One line for standard error; empty where there is nothing to say.
    package let message: String
    /// The process's exit code, as sysexits.h defines it.
    package let exitCode: Int32

    /// Makes a failure.
    ///
    /// - Parameters:
    ///   - message: one line; empty where there is nothing to say.
    ///   - exitCode: a code of sysexits.h, or 1.
    package init(message: String, exitCode: Int32) {
        self.message = message
        self.exitCode = exitCode
    }

    /// A failure with EX_USAGE (64): the command line is wrong.
    package static func usage(_ message: String) -> Failure { Failure(message: message, exitCode: 64) }
    /// A failure with EX_DATAERR (65): the input is malformed.
    package static func data(_ message: String) -> Failure { Failure(message: message, exitCode: 65) }
    /// A failure with EX_NOINPUT (66): an input file does not exist or cannot be read.
    package static func noInput(_ message: String) -> Failure { Failure(message: message, exitCode: 66) }
    /// A failure with EX_IOERR (74): reading or writing failed.
    package static func inputOutput(_ message: String) -> Failure { Failure(message: message, exitCode: 74) }
    /// A failure with exit code 1: the run itself went wrong.
    package static func run(_ message: String) -> Failure { Failure(message: message, exitCode: 1) }

    /// A failure with EX_TEMPFAIL (75): a later attempt may succeed.
    package static func temporary(_ message: String) -> Failure { Failure(message: message, exitCode: 75) }
}
