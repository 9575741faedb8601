internal import Foundation
internal import RunEvents

/// Standard error, where all messages go that are not the output of a command. A message that cannot be written is
/// lost: there is no other place to report that.
package enum StandardError {
    /// Whether standard error is a terminal, so that a person may read it.
    package static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether it is a terminal on which a line can be written anew: one of type `dumb` cannot erase.
    package static var rewritesLines: Bool {
        isTerminal && !["", "dumb"].contains(ProcessInfo.processInfo.environment["TERM"] ?? "")
    }

    /// Writes a text in the place of the line that the cursor is in. The caller escapes foreign text.
    ///
    /// - Precondition: `rewritesLines`.
    package static func rewriteLine(_ text: String) { write(eraser + text) }

    /// Erases the line that the cursor is in; nothing where lines are not written anew.
    package static func eraseLine() {
        if rewritesLines { write(eraser) }
    }

    private static let eraser = "\r\u{1B}[K"

    /// Writes one line, with all characters escaped that a terminal could obey.
    package static func line(_ text: String) {
        write(PrintableText.line(text) + "\n")
    }

    /// Writes the text as it is, without a line feed. The caller escapes foreign text.
    package static func write(_ text: String) {
        _ = DescriptorOutput.write(text, to: STDERR_FILENO)
    }
}
