/// A JSON value as a tree. `line` and `lines` print it.
package enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// A number's digits, as they are printed.
    case number(String)
    case string(String)
    case list([JSONValue])
    case object([String: JSONValue])

    /// A double always has a point or an exponent, so that a field is an integer in every line or in none. An infinity
    /// or a NaN becomes a text, as JSON has no number for it.
    init(_ value: Double) {
        self = value.isFinite ? .number("\(value)") : .string(Self.word(value))
    }

    init(_ value: Float) {
        self = value.isFinite ? .number("\(value)") : .string(Self.word(Double(value)))
    }

    /// The texts for infinities and NaN, in JSON and in CSV.
    package static let (infinity, negativeInfinity, notANumber) = ("inf", "-inf", "nan")

    private static func word(_ value: Double) -> String {
        value.isNaN ? notANumber : value > 0 ? infinity : negativeInfinity
    }
}

extension JSONValue {
    /// The JSON on one line; keys are sorted.
    package var line: String {
        var text = ""
        append(to: &text, indentation: nil)
        return text
    }

    /// The JSON on many lines, indented by two spaces per level; keys are sorted.
    package var lines: String {
        var text = ""
        append(to: &text, indentation: 0)
        return text
    }

    /// Appends the JSON.
    ///
    /// - Parameter indentation: how many spaces stand before the value's last line; nil for one line.
    private func append(to text: inout String, indentation: Int?) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let digits): text += digits
        case .string(let value): Self.append(value, to: &text)
        case .list(let values):
            Self.append(values, between: ("[", "]"), to: &text, indentation) { value, text, indentation in
                value.append(to: &text, indentation: indentation)
            }
        case .object(let members):
            let sorted = members.sorted { $0.key < $1.key }
            Self.append(sorted, between: ("{", "}"), to: &text, indentation) { member, text, indentation in
                Self.append(member.key, to: &text)
                text += indentation == nil ? ":" : " : "
                member.value.append(to: &text, indentation: indentation)
            }
        }
    }

    private static func append<Element>(
        _ elements: [Element], between brackets: (String, String), to text: inout String, _ indentation: Int?,
        _ body: (Element, inout String, Int?) -> Void
    ) {
        text += brackets.0
        let inner = indentation.map { $0 + 2 }
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            if let inner { text += "\n" + String(repeating: " ", count: inner) }
            body(element, &text, inner)
        }
        if let indentation, !elements.isEmpty { text += "\n" + String(repeating: " ", count: indentation) }
        text += brackets.1
    }

    private static func append(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
