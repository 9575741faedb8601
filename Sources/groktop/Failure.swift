internal import RunEvents

/// Something that ends the program: one line to print, and the exit code that sysexits has for it.
struct Failure: Error, Sendable {
    let message: String
    let exitCode: Int32

    init(message: String, exitCode: Int32) {
        self.message = message
        self.exitCode = exitCode
    }

    /// EX_USAGE.
    static func usage(_ message: String) -> Failure { Failure(message: message, exitCode: 64) }
    /// EX_DATAERR.
    static func data(_ message: String) -> Failure { Failure(message: message, exitCode: 65) }
    /// EX_NOINPUT.
    static func noInput(_ message: String) -> Failure { Failure(message: message, exitCode: 66) }
    /// EX_IOERR.
    static func inputOutput(_ message: String) -> Failure { Failure(message: message, exitCode: 74) }
    /// The run itself went wrong.
    static func run(_ message: String) -> Failure { Failure(message: message, exitCode: 1) }

    /// - Returns: nil where the run's end was no failure.
    init?(_ finished: FinishedRecord) {
        guard finished.reason == .notFinite else { return nil }
        self = .run(
            "step \(finished.step): the \(finished.detail ?? "loss") is not a finite number; training stopped")
    }
}
