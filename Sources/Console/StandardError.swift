internal import Foundation
internal import RunEvents

/// Standard error, for everything else. What cannot be written there is lost: there is nowhere to say so.
package enum StandardError {
    /// Whether a person may see it.
    package static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// What a terminal could obey in it is escaped.
    package static func line(_ text: String) {
        write(PrintableText.line(text) + "\n")
    }

    /// As it is, without an end of line: foreign text in it is the caller's to escape.
    package static func write(_ text: String) {
        _ = DescriptorOutput.write(text, to: STDERR_FILENO)
    }
}
