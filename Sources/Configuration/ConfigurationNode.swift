/// A value of a TOML document, with the line on which it or its key stands.
struct ConfigurationNode: Equatable, Sendable {
    /// Counted from 1; nil where it could not be found.
    var line: Int?
    var value: Value

    indirect enum Value: Equatable, Sendable {
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
    var shown: String {
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
}
