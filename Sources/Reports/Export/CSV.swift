/// Comma-separated values after RFC 4180, but with a line feed alone at the end of a line.
package enum CSV {
    /// One line, with commas between the fields and quotes where they are needed. The line feed is not part of it.
    package static func line(_ fields: [String]) -> String { fields.map(quoted).joined(separator: ",") }

    private static func quoted(_ field: String) -> String {
        guard field.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }
}
