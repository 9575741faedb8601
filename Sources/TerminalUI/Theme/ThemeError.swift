/// A theme file that cannot be read.
package struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Name of the theme.
    package var theme: String
    /// Counted from 1.
    package var line: Int
    /// What is wrong with the line.
    package var problem: Problem

    /// The ways in which a line cannot be read.
    package enum Problem: Hashable, Sendable {
        /// A line that begins like an entry, with its text.
        case malformedEntry(String)
        /// A value that is no colour, with its key.
        case malformedColor(key: String, value: String)
        /// More lines than this, the most that a theme may have.
        case tooManyLines(Int)
        /// A line of more bytes than this, the most that one may have.
        case longLine(Int)
    }

    /// An error at a line, counted from 1.
    package init(theme: String, line: Int, problem: Problem) {
        self.theme = theme
        self.line = line
        self.problem = problem
    }

    /// One line for the user: theme, line, and what is wrong.
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
