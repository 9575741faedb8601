internal import Foundation

/// Turns an error into one line of text.
package enum ErrorText {
    /// The error's message, without a line feed at the end.
    package static func line(_ error: any Error) -> String {
        switch error {
        case let failure as Failure: failure.message
        case let error as any Error & CustomStringConvertible: "\(error)"
        // Foundation's errors say little in their description; the other kinds of error say more there.
        case let error as CocoaError: error.localizedDescription
        default: "\(error)"
        }
    }
}
