extension Theme {
    /// Reads a theme in btop's format: lines `theme[key]="value"`, `#` comments. Keys that we have no use for are
    /// skipped, missing ones taken from `Theme.default`; an empty value is the terminal's own colour.
    package static func parse(_ text: String, name: String) throws(ThemeError) -> Theme {
        var colors: [String: Color] = [:]
        var lineNumber = 0
        // Some editors begin a file with a byte order mark.
        let text = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            lineNumber += 1
            guard lineNumber <= mostLines else {
                throw ThemeError(theme: name, line: lineNumber, problem: .tooManyLines(mostLines))
            }
            guard line.utf8.count <= longestLine else {
                throw ThemeError(theme: name, line: lineNumber, problem: .longLine(longestLine))
            }
            let line = trimmed(line)
            guard line.hasPrefix("theme[") else { continue }
            guard let (key, value) = entry(line) else {
                throw ThemeError(theme: name, line: lineNumber, problem: .malformedEntry(String(line)))
            }
            guard knownKeys.contains(key) else { continue }
            guard let color = color(value) else {
                throw ThemeError(theme: name, line: lineNumber, problem: .malformedColor(key: key, value: value))
            }
            colors[key] = color
        }
        return Theme(name: name, colors: colors)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        func isBlank(_ character: Character) -> Bool { character.isWhitespace }
        let start = text.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
        return start[...last]
    }

    /// Far more than any theme has.
    package static let longestFile = 256 << 10
    private static let longestLine = 1_024
    private static let mostLines = 10_000

    private static func entry(_ line: Substring) -> (key: String, value: String)? {
        guard let close = line.firstIndex(of: "]") else { return nil }
        let key = trimmed(line.dropFirst("theme[".count).prefix(upTo: close))
        var rest = trimmed(line[line.index(after: close)...])
        guard !key.isEmpty, rest.first == "=" else { return nil }
        rest = trimmed(rest.dropFirst())
        if let quote = rest.first, quote == "\"" || quote == "'" {
            rest = rest.dropFirst()
            guard let end = rest.firstIndex(of: quote) else { return nil }
            return (String(key), String(trimmed(rest[..<end])))
        }
        return (String(key), String(rest))
    }

    /// - Returns: nil of a malformed value.
    private static func color(_ value: String) -> Color? {
        if value.isEmpty { return .terminal }
        if value.first == "#" {
            let digits = value.dropFirst()
            guard digits.allSatisfy(\.isHexDigit), let number = UInt32(digits, radix: 16) else { return nil }
            switch digits.count {
            case 2: return Color(hex: number * 0x010101)
            // As in CSS: #RGB is #RRGGBB.
            case 3: return Color(hex: (number >> 8) * 0x110000 | (number >> 4 & 0xF) * 0x1100 | (number & 0xF) * 0x11)
            case 6: return Color(hex: number)
            default: return nil
            }
        }
        let parts = value.split(separator: " ")
        let channels = parts.compactMap { UInt8($0) }
        guard parts.count == 3, channels.count == 3 else { return nil }
        return Color(red: channels[0], green: channels[1], blue: channels[2])
    }
}
