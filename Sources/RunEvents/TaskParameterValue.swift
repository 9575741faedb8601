/// The value of a task's parameter, such as p of modular arithmetic, as a configuration holds it.
package enum TaskParameterValue: Sendable, Hashable {
    /// A whole number.
    case integer(Int)
    /// A number with a fraction.
    case number(Double)
    /// A word, such as the name of a split.
    case text(String)
    /// Yes or no.
    case flag(Bool)

    /// The whole number; nil where the value is of another kind.
    package var integer: Int? { if case .integer(let value) = self { value } else { nil } }

    /// The word; nil where the value is of another kind.
    package var text: String? { if case .text(let value) = self { value } else { nil } }

    /// The value as a person writes it.
    package var description: String {
        switch self {
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .text(let value): value
        case .flag(let value): "\(value)"
        }
    }
}

extension TaskParameterValue: Codable {
    /// Reads a flag, a number or a word.
    ///
    /// - Throws: `DecodingError` where the JSON value is anything else.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let integer = try? container.decode(Int.self) {
            self = .integer(integer)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    /// Writes the value as a single JSON value.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .flag(let value): try container.encode(value)
        }
    }
}
