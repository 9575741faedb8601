/// Comma-separated values as RFC 4180 has them, with line feeds alone.
package enum CSV {
    /// The fields with commas between, quoted where they need it; no line's end.
    package static func line(_ fields: [String]) -> String { fields.map(quoted).joined(separator: ",") }

    private static func quoted(_ field: String) -> String {
        guard field.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }
}
