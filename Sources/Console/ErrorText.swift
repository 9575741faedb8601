internal import Foundation

/// Errors in one line.
package enum ErrorText {
    /// The message of an error, without a line's end.
    package static func line(_ error: any Error) -> String {
        switch error {
        case let failure as Failure: failure.message
        case let error as any Error & CustomStringConvertible: "\(error)"
        // Foundation's: the others say more by themselves.
        case let error as CocoaError: error.localizedDescription
        default: "\(error)"
        }
    }
}
