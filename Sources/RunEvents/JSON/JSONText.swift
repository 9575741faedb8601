internal import Foundation

/// Encodes values as JSON text and decodes them: groktop prints and records all of its JSON through it, and reads its
/// recordings through it.
///
/// Keys are sorted, so the same value always gives the same text. Numbers have as many digits as it takes to read back
/// the same double, and a double always has a point or an exponent. Infinities and NaN are the texts `inf`, `-inf` and
/// `nan`.
package enum JSONText {
    /// The value's JSON on one line.
    ///
    /// - Throws: errors of the value's own encoding.
    package static func line(_ value: some Encodable) throws -> String { try JSONValue(value).line }

    /// The value's JSON for people, indented over many lines.
    ///
    /// - Throws: errors of the value's own encoding.
    package static func lines(_ value: some Encodable) throws -> String { try JSONValue(value).lines }

    /// The value that a JSON text holds.
    ///
    /// - Throws: `DecodingError`.
    package static func value<Value: Decodable>(_: Value.Type, _ text: String) throws -> Value {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: JSONValue.infinity, negativeInfinity: JSONValue.negativeInfinity,
            nan: JSONValue.notANumber)
        return try decoder.decode(Value.self, from: Data(text.utf8))
    }
}
