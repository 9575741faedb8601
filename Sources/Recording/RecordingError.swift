internal import RunEvents

/// Why a run could not be recorded, read, found or removed. `description` is one line: which file, and what is wrong
/// with it.
package struct RecordingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of trouble it is, which decides the exit code.
    package var kind: Kind
    /// The file or folder.
    package var path: String
    /// What is wrong, in words that follow the path.
    package var reason: String

    /// What to do about it; the command line makes its exit codes of these.
    package enum Kind: Sendable, Equatable, CaseIterable {
        /// Truncated, corrupt, foreign, or of a newer version.
        case data
        /// Cannot be read or written: no permission, read-only, disk full, gone.
        case inputOutput
        /// There is no such run, or no such checkpoint.
        case noInput
        /// Another process records it.
        case busy
        /// What was asked for cannot be: an ambiguous name, a step that the run has not reached.
        case usage
    }

    /// - Parameter reason: may hold text of a damaged file; it is made printable.
    package init(_ kind: Kind, _ path: String, _ reason: String) {
        self.kind = kind
        self.path = path
        // Reasons may hold text of damaged files.
        self.reason = PrintableText.line(reason)
    }

    /// One line: the path, and what is wrong with it.
    package var description: String { "\(PrintableText.line(path)): \(reason)" }
}
