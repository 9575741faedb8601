internal import Foundation
internal import RunEvents

/// Standard error, where all messages go that are not the output of a command. A message that cannot be written is
/// lost: there is no other place to report that.
package enum StandardError {
    /// Whether standard error is a terminal, so that a person may read it.
    package static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes one line, with all characters escaped that a terminal could obey.
    package static func line(_ text: String) {
        write(PrintableText.line(text) + "\n")
    }

    /// Writes the text as it is, without a line feed. The caller escapes foreign text.
    package static func write(_ text: String) {
        _ = DescriptorOutput.write(text, to: STDERR_FILENO)
    }
}
