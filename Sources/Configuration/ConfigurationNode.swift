/// A value of a TOML document, with the line on which it or its key stands.
package struct ConfigurationNode: Equatable, Sendable {
    /// Counted from 1; nil where it could not be found.
    package var line: Int?
    /// The value itself.
    package var value: Value

    /// The kinds of values.
    package indirect enum Value: Equatable, Sendable {
        case table([String: ConfigurationNode])
        case array([ConfigurationNode])
        case string(String)
        case integer(Int)
        case real(Double)
        case boolean(Bool)
        /// A date or a time, which no setting takes.
        case date
    }

    /// The value in a sentence, shortened.
    package var shown: String {
        switch value {
        case .table: "a table"
        case .array(let elements): "a list of \(elements.count)"
        case .string(let text): text.count > 60 ? "'\(text.prefix(60))…'" : "'\(text)'"
        case .integer(let number): "\(number)"
        case .real(let number): "\(number)"
        case .boolean(let isTrue): "\(isTrue)"
        case .date: "a date or a time"
        }
    }

    /// The texts of a value that is one text, or a list of them.
    ///
    /// - Parameters:
    ///   - key: the value's key, for the problem.
    ///   - accepted: what it must be, as it follows "it must be".
    /// - Throws: `ConfigurationProblem` where it is neither.
    func texts(key: String, accepted: String) throws(ConfigurationProblem) -> [String] {
        if case .string(let text) = value { return [text] }
        guard case .array(let elements) = value else {
            throw ConfigurationProblem(line: line, key: key, "is \(shown); it must be \(accepted)")
        }
        var texts: [String] = []
        for element in elements {
            guard case .string(let text) = element.value else {
                throw ConfigurationProblem(
                    line: element.line ?? line, key: key, "holds \(element.shown); it must be \(accepted)")
            }
            texts.append(text)
        }
        return texts
    }
}
