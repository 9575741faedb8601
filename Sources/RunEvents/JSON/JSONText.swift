internal import Foundation

/// Values as JSON: everything that groktop prints or records as JSON is made here, and what it recorded is read here.
///
/// Keys are sorted, so the same value is the same text. Numbers have as many digits as it takes to read back the same
/// double, and a double always has a point or an exponent. Infinities and NaN are the texts `inf`, `-inf` and `nan`.
package enum JSONText {
    package static func line(_ value: some Encodable) throws -> String { try JSONValue(value).line }

    /// Indented, for people.
    package static func lines(_ value: some Encodable) throws -> String { try JSONValue(value).lines }

    /// - Throws: `DecodingError`.
    package static func value<Value: Decodable>(_: Value.Type, _ text: String) throws -> Value {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: JSONValue.infinity, negativeInfinity: JSONValue.negativeInfinity,
            nan: JSONValue.notANumber)
        return try decoder.decode(Value.self, from: Data(text.utf8))
    }
}
