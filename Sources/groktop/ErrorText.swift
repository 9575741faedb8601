internal import Recording

/// Errors in one line.
enum ErrorText {
    static func line(_ error: any Error) -> String {
        switch error {
        case let failure as Failure: failure.message
        case let error as RecordingError: "\(error)"
        default: "\(error)"
        }
    }
}
