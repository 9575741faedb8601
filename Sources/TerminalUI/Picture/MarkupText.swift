/// Text as it stands in SVG and HTML, between tags and inside of quoted attributes.
package enum MarkupText {
    /// The text with markup's own characters written as entities. Control characters, and others that XML 1.0 does not
    /// allow at all, become `U+FFFD`.
    ///
    /// Source: Extensible Markup Language 1.0 (Fifth Edition), productions [2] Char and [14] CharData,
    /// https://www.w3.org/TR/xml/.
    package static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: result += "&amp;"
            case 0x3C: result += "&lt;"
            case 0x3E: result += "&gt;"
            case 0x22: result += "&quot;"
            case 0x27: result += "&#39;"
            case 0x09, 0x0A: result.unicodeScalars.append(scalar)
            case 0..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
