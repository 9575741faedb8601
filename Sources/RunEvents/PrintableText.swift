/// Makes foreign text (names, paths, reasons, values of options) safe to show to a person.
package enum PrintableText {
    /// The text in one line that no terminal obeys, with `\u{1B}` in the place of an escape character.
    ///
    /// It escapes control characters (C0, DEL and C1), invisible characters and those that turn the direction of
    /// writing (general category Cf), line and paragraph separators, and noncharacters. It leaves everything else as it
    /// is, so text that was escaped once does not change again. The original cannot be restored, as a backslash stays a
    /// backslash.
    package static func line(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isEscaped) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isEscaped(scalar) {
                result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// The text of bytes that ought to be UTF-8, such as a file's name: each byte that is not UTF-8 becomes `\xFF`.
    package static func line(bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return line(text) }
        var result = ""
        var rest = bytes[...]
        while let first = rest.first {
            // A scalar takes four bytes at most.
            let scalar = (1...4).lazy.compactMap { String(validating: rest.prefix($0), as: UTF8.self) }.first
            let digits = String(first, radix: 16, uppercase: true)
            result += scalar.map(line) ?? "\\x\(digits.count == 1 ? "0" : "")\(digits)"
            rest = rest.dropFirst(scalar?.utf8.count ?? 1)
        }
        return result
    }

    private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
        // Nearly all text is of this kind.
        if (0x20...0x7E).contains(scalar.value) { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        case .unassigned: return scalar.properties.isNoncharacterCodePoint
        default: return false
        }
    }
}
