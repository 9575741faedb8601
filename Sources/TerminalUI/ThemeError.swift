/// A theme file that cannot be read.
package struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The theme's name.
    package var theme: String
    /// The line with the problem, counted from 1.
    package var line: Int
    /// What is wrong.
    package var problem: Problem

    /// What is wrong with a line.
    package enum Problem: Hashable, Sendable {
        /// A line that begins like an entry but is not one.
        case malformedEntry(String)
        case malformedColor(key: String, value: String)
        /// The file has more lines than the given limit.
        case tooManyLines(Int)
        /// The line has more bytes than the given limit.
        case longLine(Int)
    }

    /// Makes an error from its members.
    package init(theme: String, line: Int, problem: Problem) {
        self.theme = theme
        self.line = line
        self.problem = problem
    }

    /// One line with the theme's name, the line's number and the problem.
    package var description: String {
        "theme \(theme), \(place)"
    }

    /// The description without the theme's name.
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
