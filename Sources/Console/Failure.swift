/// Something that ends the program: one line to print, and the exit code that sysexits has for it.
package struct Failure: Error, Sendable {
    /// Empty where there is nothing to say.
    package let message: String
    /// As sysexits has it.
    package let exitCode: Int32

    /// - Parameters:
    ///   - message: one line; empty where there is nothing to say.
    ///   - exitCode: as sysexits has it.
    package init(message: String, exitCode: Int32) {
        self.message = message
        self.exitCode = exitCode
    }

    /// EX_USAGE.
    package static func usage(_ message: String) -> Failure { Failure(message: message, exitCode: 64) }
    /// EX_DATAERR.
    package static func data(_ message: String) -> Failure { Failure(message: message, exitCode: 65) }
    /// EX_NOINPUT.
    package static func noInput(_ message: String) -> Failure { Failure(message: message, exitCode: 66) }
    /// EX_IOERR.
    package static func inputOutput(_ message: String) -> Failure { Failure(message: message, exitCode: 74) }
    /// The run itself went wrong.
    package static func run(_ message: String) -> Failure { Failure(message: message, exitCode: 1) }

    /// EX_TEMPFAIL.
    package static func temporary(_ message: String) -> Failure { Failure(message: message, exitCode: 75) }
}
