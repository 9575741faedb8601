internal import Recording
internal import RunEvents
internal import Training

/// Something that ends the program: one line to print, and the exit code that sysexits has for it.
struct Failure: Error, Sendable {
    /// Empty where there is nothing to say.
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

    /// EX_TEMPFAIL.
    static func temporary(_ message: String) -> Failure { Failure(message: message, exitCode: 75) }

    init(_ error: RecordingError) {
        self = switch error.kind {
        case .data: .data("\(error)")
        case .inputOutput: .inputOutput("\(error)")
        case .noInput: .noInput("\(error)")
        case .busy: .temporary("\(error)")
        case .usage: .usage("\(error)")
        }
    }

    /// - Parameter folder: the recording, where there is one.
    /// - Returns: nil where the run's end was no failure, or nothing was trained.
    init?(_ end: TrainingEnd?, of folder: RunFolder? = nil) {
        switch end {
        case .finished(let record) where record.reason == .notFinite:
            self = .run("step \(record.step): the \(record.detail ?? "loss") is not a finite number; training stopped")
        case .diverged(let divergence):
            let place = folder.map { "\($0.path): " } ?? ""
            self = .run("\(place)what was recorded cannot be derived again here: \(DivergenceText.line(divergence))")
        case .finished, .abandoned, nil: return nil
        }
    }
}
