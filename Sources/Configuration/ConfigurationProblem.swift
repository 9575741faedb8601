internal import RunEvents

/// Something in a configuration that does not count, and why. Everything else in the file does.
package struct ConfigurationProblem: Error, Hashable, Sendable {
    /// The line, counted from 1; nil where the problem is the file's.
    package var line: Int?
    /// The key with its table, such as `run.seed`; nil where the problem is no key's.
    package var key: String?
    /// What is wrong, and what is accepted.
    package var text: String

    /// - Parameters:
    ///   - line: the line, counted from 1; nil where the problem is the file's.
    ///   - key: the key with its table; nil where the problem is no key's.
    ///   - text: what is wrong, and what is accepted.
    package init(line: Int?, key: String? = nil, _ text: String) {
        (self.line, self.key, self.text) = (line, key, text)
    }

    /// `config.toml:3: run.seed is 'x'; it must be …`, in characters that no terminal obeys.
    ///
    /// - Parameter file: the file's path or name.
    package func text(in file: String) -> String {
        PrintableText.line("\(file)\(line.map { ":\($0)" } ?? ""): \(key.map { "\($0) " } ?? "")\(text)")
    }
}
