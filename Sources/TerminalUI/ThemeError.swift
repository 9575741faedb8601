/// A theme file that cannot be read.
package struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
    package var theme: String
    /// Counted from 1.
    package var line: Int
    package var problem: Problem

    package enum Problem: Hashable, Sendable {
        /// A line that begins like an entry and is none.
        case malformedEntry(String)
        case malformedColor(key: String, value: String)
        /// More than so many lines.
        case tooManyLines(Int)
        /// More than so many bytes.
        case longLine(Int)
    }

    package init(theme: String, line: Int, problem: Problem) {
        self.theme = theme
        self.line = line
        self.problem = problem
    }

    package var description: String {
        "theme \(theme), \(place)"
    }

    /// The same without the theme's name: the line, and what is wrong with it.
    package var place: String {
        switch problem {
        case .malformedEntry(let text):
            "line \(line): expected theme[key]=\"value\", found '\(ThemeError.short(text))'"
        case .malformedColor(let key, let value):
            "line \(line): \(key) is '\(ThemeError.short(value))', "
                + "expected '#RRGGBB', '#RGB', '#GG' (grey), 'R G B' (0 to 255 each) or nothing"
        case .tooManyLines(let most): "line \(line): a theme has \(most) lines at most"
        case .longLine(let longest): "line \(line): a line has \(longest) bytes at most"
        }
    }

    private static func short(_ text: String) -> String { text.count > 80 ? text.prefix(80) + "…" : text }
}
