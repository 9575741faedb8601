package import Console

/// Something in a plan that cannot be carried out.
package struct PlanProblem: Error, Sendable, Equatable {
    /// The line of the plan's file, from 1; nil where the command line is to blame, or the whole file.
    package var line: Int?
    /// The key, such as `grid.seed`; nil where the problem is no key's.
    package var key: String?
    /// What is wrong, and what is accepted, as it follows the key.
    package var text: String

    /// - Parameters:
    ///   - line: the line of the plan's file, from 1; nil for none.
    ///   - key: the key; nil where the problem is no key's.
    ///   - text: what is wrong, and what is accepted.
    package init(line: Int? = nil, key: String? = nil, _ text: String) {
        (self.line, self.key, self.text) = (line, key, text)
    }

    /// The failure that ends the command.
    ///
    /// - Parameter file: the plan's file; nil where everything came from the command line.
    /// - Returns: a failure with EX_DATAERR that names file and line, or one with EX_USAGE.
    package func failure(in file: String?) -> Failure {
        let sentence = (key.map { line == nil ? "--\($0) " : "\($0) " } ?? "") + text
        guard let file, line != nil || key == nil else { return .usage(sentence) }
        return .data("\(file)\(line.map { ":\($0)" } ?? ""): \(sentence)")
    }
}
